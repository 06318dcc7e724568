PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:mutated cml:ic50 ?old } INSERT { b:mutated cml:ic50 0.0 } WHERE { b:mutated cml:ic50 ?old }
