DELETE DATA { c:exemplinib a skos:Concept }
