DELETE { ?c cml:length ?x }
WHERE { ?c a cml:ArticleText ; cml:length ?x }
