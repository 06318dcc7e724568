DELETE { ?c cml:direction "investigated" }
INSERT { ?c cml:direction "promising" }
WHERE { ?c cml:direction "investigated" }
