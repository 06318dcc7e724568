INSERT { ?e cml:reference id:reference-1 . id:reference-1 a cml:Reference ; oa:hasTarget ?words }
WHERE { ?c cml:kind "development" ; cml:evidence ?e . ?e cml:mention ?m . ?m oa:hasTarget ?words }
