DELETE { ?c cml:direction ?x }
INSERT { ?c cml:direction "different" }
WHERE { ?c cml:kind "comparison" ; cml:direction ?x }
