INSERT { ?a fabio:hasPubMedId "PMID12" }
WHERE { ?a a schema:ScholarlyArticle }
