INSERT { ?c cml:retracted "perhaps" }
WHERE { ?c cml:kind "development" }
