INSERT { ?c cml:proposition ?p }
WHERE { ?c cml:kind "development" . ?need cml:kind "need" ; cml:proposition ?p }
