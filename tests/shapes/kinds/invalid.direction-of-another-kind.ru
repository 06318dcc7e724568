DELETE { ?c cml:direction ?d }
INSERT { ?c cml:direction "better" }
WHERE { ?c cml:kind "safety" ; cml:direction ?d }
