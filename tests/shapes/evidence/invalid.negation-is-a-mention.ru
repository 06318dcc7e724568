INSERT { ?e cml:negatedBy ?m }
WHERE { ?c cml:kind "development" ; cml:evidence ?e . ?e cml:mention ?m }
