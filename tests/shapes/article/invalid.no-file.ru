DELETE { ?a prov:wasDerivedFrom ?f }
WHERE { ?a a schema:ScholarlyArticle ; prov:wasDerivedFrom ?f }
