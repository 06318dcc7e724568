DELETE { ?c cml:agent ?x }
WHERE { ?c cml:kind "outcome" ; cml:agent ?x }
