INSERT { ?c cml:intervalLevel 5.0 }
WHERE { ?c cml:kind "outcome" }
