INSERT DATA { id:article-three a schema:ScholarlyArticle ; prism:doi "10.5555/two" }
