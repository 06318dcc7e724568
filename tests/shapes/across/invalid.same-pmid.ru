INSERT DATA { id:article-three a schema:ScholarlyArticle ; fabio:hasPubMedId "11111111" }
