INSERT { ?a prism:doi "doi.org/x" }
WHERE { ?a a schema:ScholarlyArticle }
