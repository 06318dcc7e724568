DELETE { ?c cml:status "asserted" }
INSERT { ?c cml:status "certain" }
WHERE { ?c cml:kind "development" }
