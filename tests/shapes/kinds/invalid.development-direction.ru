DELETE { ?c cml:direction ?x }
INSERT { ?c cml:direction "approved" }
WHERE { ?c cml:kind "development" ; cml:direction ?x }
