DELETE { ?c cml:outcome ?o }
INSERT { ?c cml:outcome c:efficacy }
WHERE { ?c cml:kind "recommendation" ; cml:outcome ?o }
