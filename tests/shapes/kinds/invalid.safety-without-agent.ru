DELETE { ?c cml:agent ?x }
WHERE { ?c cml:kind "safety" ; cml:agent ?x }
