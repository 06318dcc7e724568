DELETE { ?c prov:wasDerivedFrom ?x }
WHERE { ?c cml:kind "development" ; prov:wasDerivedFrom ?x }
