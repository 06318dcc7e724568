INSERT { ?c cml:intervalLow 52.0 ; cml:intervalHigh 40.0 }
WHERE { ?c cml:kind "outcome" }
