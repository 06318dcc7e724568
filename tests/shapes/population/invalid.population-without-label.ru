DELETE { ?c skos:prefLabel ?x }
WHERE { ?c a cml:Population ; skos:prefLabel ?x }
