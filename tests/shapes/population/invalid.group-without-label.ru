DELETE { ?c skos:prefLabel ?x }
WHERE { ?c a cml:PatientGroup ; skos:prefLabel ?x }
