INSERT { ?c cml:confirmedBy "hearsay" }
WHERE { ?c cml:kind "development" }
