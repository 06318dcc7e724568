INSERT { ?m cml:mentionType "gene" ; oa:hasBody c:gene-ABL1 . c:gene-ABL1 a cml:Gene }
WHERE { ?m oa:hasBody c:olverembatinib } ;
DELETE { ?m cml:mentionType "drug" ; oa:hasBody c:olverembatinib . ?e cml:mention ?m . ?c cml:evidence ?e . ?c ?p ?o }
WHERE { ?m oa:hasBody c:olverembatinib . ?e cml:mention ?m . ?c cml:evidence ?e ; ?p ?o }
