DELETE { ?m cml:mentionType "drug" }
INSERT { ?m cml:mentionType "therapy" }
WHERE { ?m oa:hasBody c:olverembatinib }
