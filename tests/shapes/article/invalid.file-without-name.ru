DELETE { ?c cml:fileName ?x }
WHERE { ?c a cml:SourceFile ; cml:fileName ?x }
