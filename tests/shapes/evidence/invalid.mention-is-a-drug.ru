INSERT { ?e cml:mention c:imatinib }
WHERE { ?c cml:kind "development" ; cml:evidence ?e . ?e cml:mention ?m }
