DELETE { ?c cml:agent ?a }
INSERT { ?c cml:agent c:radotinib . c:radotinib a skos:Concept, cml:Drug }
WHERE { ?c cml:kind "development" ; cml:agent ?a }
