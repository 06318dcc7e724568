DELETE { ?c cml:agent ?x }
WHERE { ?c cml:kind "recommendation" ; cml:agent ?x } ;
DELETE { ?x cml:recommendedFor ?y }
WHERE { ?x cml:recommendedFor ?y }
