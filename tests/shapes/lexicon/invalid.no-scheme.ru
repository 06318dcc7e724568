DELETE DATA { c:exemplinib skos:inScheme c:things }
