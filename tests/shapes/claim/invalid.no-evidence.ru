DELETE { ?c cml:evidence ?e }
WHERE { ?c cml:kind "development" ; cml:evidence ?e }
