DELETE { ?c cml:comparator ?a }
INSERT { ?c cml:comparator c:radotinib . c:radotinib a skos:Concept, cml:Drug }
WHERE { ?c cml:comparator ?a }
