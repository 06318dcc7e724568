DELETE { ?a dcterms:language ?x }
INSERT { ?a dcterms:language "English" }
WHERE { ?a a schema:ScholarlyArticle . OPTIONAL { ?a dcterms:language ?x } }
