DELETE { ?c cml:outcome ?o . ?a cml:recommendedFor ?g }
INSERT { ?c cml:outcome c:efficacy }
WHERE { ?c cml:kind "recommendation" ; cml:outcome ?o ; cml:agent ?a . ?a cml:recommendedFor ?g }
