INSERT { ?c cml:pValue 1.5 }
WHERE { ?c cml:kind "outcome" }
