DELETE { ?c cml:string ?x }
WHERE { ?c a cml:ArticleText ; cml:string ?x }
