INSERT { ?e cml:negatedBy ?words }
WHERE { ?c cml:kind "development" ; cml:evidence ?e . ?other oa:hasBody c:variant-T315I ; oa:hasTarget ?words }
