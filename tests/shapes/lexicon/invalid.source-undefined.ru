INSERT DATA { c:exemplinib dcterms:source c:source-nowhere }
