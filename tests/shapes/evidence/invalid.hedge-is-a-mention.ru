INSERT { ?e cml:hedgedBy ?m }
WHERE { ?c cml:kind "development" ; cml:evidence ?e . ?e cml:mention ?m }
