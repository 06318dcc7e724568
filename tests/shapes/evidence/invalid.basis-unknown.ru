INSERT { ?e cml:basis "hearsay" }
WHERE { ?c cml:kind "development" ; cml:evidence ?e . ?e cml:mention ?m }
