DELETE { ?c cml:population ?x }
WHERE { ?c cml:kind "need" ; cml:population ?x }
