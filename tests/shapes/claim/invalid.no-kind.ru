DELETE { ?c cml:kind ?x }
WHERE { ?c a cml:DevelopmentClaim ; cml:kind ?x }
