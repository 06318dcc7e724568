DELETE { ?d cml:unit "mg" }
INSERT { ?d cml:unit "tablet" }
WHERE { ?d cml:amount 45.0 }
