INSERT { ?c cml:outcome c:efficacy }
WHERE { ?c cml:kind "outcome" }
