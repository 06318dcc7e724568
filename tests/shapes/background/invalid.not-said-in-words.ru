PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE WHERE { b:approval skos:prefLabel ?old }
