DELETE { ?c cml:confidence ?x }
INSERT { ?c cml:confidence 1.5 }
WHERE { ?c cml:kind "development" ; cml:confidence ?x }
