INSERT DATA { c:inhibitor skos:exactMatch <http://purl.obolibrary.org/obo/CHEBI_1> ; dcterms:source c:source-book }
