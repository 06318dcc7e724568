INSERT DATA { id:article-three a schema:ScholarlyArticle ; cml:pmcid "PMC2" }
