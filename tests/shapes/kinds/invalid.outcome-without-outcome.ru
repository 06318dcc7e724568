DELETE { ?c cml:outcome ?x }
WHERE { ?c cml:kind "outcome" ; cml:outcome ?x }
