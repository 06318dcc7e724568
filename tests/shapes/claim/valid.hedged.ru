DELETE { ?c cml:status "asserted" }
INSERT { ?c cml:status "hedged" }
WHERE { ?c cml:kind "development" }
