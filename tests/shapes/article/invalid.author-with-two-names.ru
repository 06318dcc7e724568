INSERT { ?c schema:name "Ann Other" }
WHERE { ?c a cml:Authorship ; cml:position 2 }
