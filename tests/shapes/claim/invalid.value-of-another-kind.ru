INSERT { ?c cml:value 40.0 ; cml:valueUnit "%" }
WHERE { ?c cml:kind "development" }
