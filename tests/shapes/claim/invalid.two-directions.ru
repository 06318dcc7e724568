INSERT { ?c cml:direction "approved" }
WHERE { ?c cml:kind "development" }
