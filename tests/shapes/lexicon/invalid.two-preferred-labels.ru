INSERT DATA { c:exemplinib skos:prefLabel "exemplinibum"@en }
