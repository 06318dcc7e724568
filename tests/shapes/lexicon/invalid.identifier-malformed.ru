INSERT DATA { c:exemplinib skos:exactMatch <http://purl.obolibrary.org/obo/MONDO_11996> }
