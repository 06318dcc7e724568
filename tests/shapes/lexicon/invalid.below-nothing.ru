INSERT DATA { c:exemplinib skos:broader c:nothing }
