DELETE { ?c cml:position 2 }
WHERE { ?c a cml:Authorship ; cml:position 2 }
