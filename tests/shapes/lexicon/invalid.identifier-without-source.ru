DELETE DATA { c:exemplinib dcterms:source c:source-book }
