INSERT { ?a dcterms:identifier "87654321" }
WHERE { ?a a schema:ScholarlyArticle }
