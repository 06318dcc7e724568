PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE WHERE { b:milestone cml:assessedAt ?old }
