INSERT { ?c cml:intervalLow 52.0 }
WHERE { ?c cml:kind "outcome" }
