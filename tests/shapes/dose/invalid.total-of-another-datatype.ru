DELETE { ?c cml:amountPerDay ?x }
INSERT { ?c cml:amountPerDay ?y }
WHERE { ?c cml:amountPerDay ?x . BIND(<http://www.w3.org/2001/XMLSchema#double>(?x) AS ?y) }
