INSERT { ?c cml:agnet c:imatinib }
WHERE { ?c cml:kind "development" }
