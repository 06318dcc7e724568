INSERT { ?c cml:confirmedBy "second reader" }
WHERE { ?c cml:kind "development" }
