INSERT { ?c cml:hazardRatio 0.0 }
WHERE { ?c cml:kind "outcome" }
