PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE WHERE { b:guideline dcterms:title ?old }
