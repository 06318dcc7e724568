INSERT { ?c prov:wasRevisionOf ?a }
WHERE { ?c cml:kind "development" ; prov:wasDerivedFrom ?a }
