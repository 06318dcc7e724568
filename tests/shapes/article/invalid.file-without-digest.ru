DELETE { ?c cml:sha256 ?x }
WHERE { ?c a cml:SourceFile ; cml:sha256 ?x }
