DELETE WHERE { c:exemplinib skos:exactMatch ?x } ;
DELETE WHERE { c:exemplinib dcterms:source ?x }
