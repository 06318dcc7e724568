INSERT { ?a cml:pmcid "123456" }
WHERE { ?a a schema:ScholarlyArticle }
