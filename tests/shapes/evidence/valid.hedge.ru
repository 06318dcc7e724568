INSERT { ?e cml:hedgedBy ?words }
WHERE { ?c cml:kind "development" ; cml:evidence ?e . ?e cml:mention/oa:hasTarget ?words }
