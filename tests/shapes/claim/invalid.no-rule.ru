DELETE { ?c cml:rule ?x }
WHERE { ?c cml:kind "development" ; cml:rule ?x }
