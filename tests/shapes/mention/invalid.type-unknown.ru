DELETE { ?m cml:mentionType "drug" }
INSERT { ?m cml:mentionType "medicine" }
WHERE { ?m oa:hasBody c:olverembatinib }
