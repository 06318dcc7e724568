INSERT { ?a cml:citationCount id:observation-1 . id:observation-1 a cml:CitationCount ; cml:count -1 ; cml:countedBy "Scopus" }
WHERE { ?a a schema:ScholarlyArticle }
