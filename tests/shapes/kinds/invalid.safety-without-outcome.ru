DELETE { ?c cml:outcome ?x }
WHERE { ?c cml:kind "safety" ; cml:outcome ?x }
