DELETE DATA { c:sequence dcterms:identifier "P00000-1" }
