INSERT { ?c cml:intervalLow 40.0 ; cml:intervalHigh 52.0, 53.0 }
WHERE { ?c cml:kind "outcome" }
