DELETE { ?g cml:groupStatus c:intolerance }
INSERT { ?g cml:groupDisease c:chronic-myeloid-leukemia . c:chronic-myeloid-leukemia a cml:Disease }
WHERE { ?g cml:groupStatus c:intolerance }
