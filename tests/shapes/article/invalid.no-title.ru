DELETE { ?a dcterms:title ?t }
WHERE { ?a a schema:ScholarlyArticle ; dcterms:title ?t }
