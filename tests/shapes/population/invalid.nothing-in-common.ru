DELETE { ?g cml:groupDisease ?d }
WHERE { ?c cml:kind "need" ; cml:population/cml:member ?g . ?g cml:groupDisease ?d }
