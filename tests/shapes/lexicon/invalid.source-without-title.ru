DELETE DATA { c:source-book dcterms:title "A book of names"@en }
