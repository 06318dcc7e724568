DELETE { ?c cml:hasText ?x }
WHERE { ?c a schema:ScholarlyArticle ; cml:hasText ?x }
