DELETE { ?c cml:direction ?x }
INSERT { ?c cml:direction "tolerated" }
WHERE { ?c cml:kind "recommendation" ; cml:direction ?x } ;
DELETE { ?x cml:recommendedFor ?y }
WHERE { ?x cml:recommendedFor ?y }
