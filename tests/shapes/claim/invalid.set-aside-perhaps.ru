INSERT { ?c cml:setAside "perhaps" }
WHERE { ?c cml:kind "development" }
