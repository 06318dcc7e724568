DELETE { ?a dcterms:issued ?d }
INSERT { ?a dcterms:issued "2020"^^xsd:gYear }
WHERE { ?a dcterms:issued ?d }
