DELETE { ?g cml:groupDrug ?x }
INSERT { ?g cml:groupDrug c:radotinib }
WHERE { ?g cml:groupDrug ?x }
