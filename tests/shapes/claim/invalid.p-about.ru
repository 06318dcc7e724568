INSERT { ?c cml:pValue 0.05 ; cml:pRelation "about" }
WHERE { ?c cml:kind "outcome" }
