DELETE WHERE { c:exemplinib skos:definition ?x }
