DELETE { ?c cml:agent ?x }
WHERE { ?c cml:kind "comparison" ; cml:agent ?x }
