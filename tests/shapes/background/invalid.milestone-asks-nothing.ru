PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE WHERE { b:milestone cml:criterion ?old }
