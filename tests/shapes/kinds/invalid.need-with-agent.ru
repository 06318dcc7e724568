INSERT { ?c cml:agent c:investigational-therapy }
WHERE { ?c cml:kind "need" }
