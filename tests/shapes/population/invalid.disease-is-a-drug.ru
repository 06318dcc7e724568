DELETE { ?c cml:groupDisease ?x }
INSERT { ?c cml:groupDisease c:bosutinib }
WHERE { ?c a cml:PatientGroup ; cml:groupDisease ?x }
