DELETE { ?c cml:groupStatus ?x }
INSERT { ?c cml:groupStatus c:bosutinib }
WHERE { ?c a cml:PatientGroup ; cml:groupStatus ?x }
