PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:milestone cml:grade ?old } INSERT { b:milestone cml:grade "fair" } WHERE { b:milestone cml:grade ?old }
