INSERT { ?a cml:mergedRecords 1 }
WHERE { ?a a schema:ScholarlyArticle }
