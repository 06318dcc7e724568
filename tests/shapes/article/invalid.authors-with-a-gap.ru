DELETE { ?x cml:position 1 }
INSERT { ?x cml:position 3 }
WHERE { ?x cml:position 1 }
