DELETE { ?a dcterms:issued ?d }
INSERT { ?a dcterms:issued "spring" }
WHERE { ?a dcterms:issued ?d }
