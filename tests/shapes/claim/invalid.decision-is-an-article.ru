INSERT { ?c cml:decision ?a }
WHERE { ?c cml:kind "development" ; prov:wasDerivedFrom ?a }
