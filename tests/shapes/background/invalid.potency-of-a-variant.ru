PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:mutated cml:aboutDrug ?old } INSERT { b:mutated cml:aboutDrug c:variant-Y253H } WHERE { b:mutated cml:aboutDrug ?old }
