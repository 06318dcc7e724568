DELETE { ?p cml:member ?g }
WHERE { ?c cml:kind "need" ; cml:population ?p . ?p cml:member ?g }
