INSERT { ?e cml:mentoin ?m }
WHERE { ?c cml:kind "development" ; cml:evidence ?e . ?e cml:mention ?m }
