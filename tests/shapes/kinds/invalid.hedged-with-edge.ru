DELETE { ?c cml:status "asserted" }
INSERT { ?c cml:status "hedged" }
WHERE { ?c cml:direction "effective" }
