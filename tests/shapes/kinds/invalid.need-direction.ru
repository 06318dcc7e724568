DELETE { ?c cml:direction ?x }
INSERT { ?c cml:direction "met" }
WHERE { ?c cml:kind "need" ; cml:direction ?x }
