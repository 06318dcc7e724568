DELETE { ?e oa:hasTarget ?s }
WHERE { ?c cml:kind "development" ; cml:evidence ?e . ?e oa:hasTarget ?s }
