DELETE { ?c cml:outcome ?o }
WHERE { ?c cml:kind "comparison" ; cml:outcome ?o }
