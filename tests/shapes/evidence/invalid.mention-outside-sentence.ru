INSERT { ?e cml:mention ?m }
WHERE { ?c cml:kind "development" ; cml:evidence ?e . ?m oa:hasBody c:ponatinib ; oa:hasTarget/oa:hasSelector/oa:start 40 }
