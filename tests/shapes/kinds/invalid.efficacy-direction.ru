DELETE { ?c cml:direction "investigated" }
INSERT { ?c cml:direction "curative" }
WHERE { ?c cml:kind "efficacy" ; cml:direction "investigated" }
