PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:milestone cml:months ?old } INSERT { b:milestone cml:months 0 } WHERE { b:milestone cml:months ?old }
