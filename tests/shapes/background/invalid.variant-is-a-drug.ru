PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:mutated cml:aboutVariant ?old } INSERT { b:mutated cml:aboutVariant c:nilotinib } WHERE { b:mutated cml:aboutVariant ?old }
