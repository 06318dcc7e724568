DELETE { ?c cml:value ?v }
INSERT { ?c cml:value 140.0 }
WHERE { ?c cml:value ?v }
