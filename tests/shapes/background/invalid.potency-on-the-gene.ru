PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:mutated cml:aboutGene ?old } INSERT { b:mutated cml:aboutGene c:gene-ABL1 } WHERE { b:mutated cml:aboutGene ?old }
