INSERT DATA { c:inhibitor skos:broader c:exemplinib }
