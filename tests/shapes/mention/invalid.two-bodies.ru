INSERT { ?m oa:hasBody c:ponatinib }
WHERE { ?m oa:hasBody c:olverembatinib }
