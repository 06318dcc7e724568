DELETE { ?c cml:direction ?x }
INSERT { ?c cml:direction "good" }
WHERE { ?c cml:kind "outcome" ; cml:direction ?x }
