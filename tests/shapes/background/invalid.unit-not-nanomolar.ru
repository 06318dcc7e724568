PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:mutated cml:ic50Unit ?old } INSERT { b:mutated cml:ic50Unit "umol/L" } WHERE { b:mutated cml:ic50Unit ?old }
