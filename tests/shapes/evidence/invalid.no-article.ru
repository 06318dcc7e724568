DELETE { ?e prov:wasDerivedFrom ?a }
WHERE { ?e a cml:Evidence ; prov:wasDerivedFrom ?a }
