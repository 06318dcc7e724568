PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:approval cml:approvedOn ?old } INSERT { b:approval cml:approvedOn "in autumn" } WHERE { b:approval cml:approvedOn ?old }
