PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:mutated cml:foldChange ?old } INSERT { b:mutated cml:foldChange 3.5 } WHERE { b:mutated cml:foldChange ?old }
