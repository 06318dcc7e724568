PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:approval dcterms:source ?old } INSERT { b:approval dcterms:source c:source-nowhere } WHERE { b:approval dcterms:source ?old }
