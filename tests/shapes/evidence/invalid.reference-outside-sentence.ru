INSERT { ?e cml:reference id:reference-1 . id:reference-1 a cml:Reference ; oa:hasTarget ?words ; cml:antecedent ?m }
WHERE { ?c cml:kind "development" ; cml:evidence ?e . ?e cml:mention ?m . ?other oa:hasBody c:variant-T315I ; oa:hasTarget ?words }
