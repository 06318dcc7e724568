DELETE { ?c cml:agent ?x }
WHERE { ?c cml:kind "development" ; cml:agent ?x }
