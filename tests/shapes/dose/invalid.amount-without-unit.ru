DELETE { ?c cml:unit ?x }
WHERE { ?c a cml:Dose ; cml:unit ?x }
