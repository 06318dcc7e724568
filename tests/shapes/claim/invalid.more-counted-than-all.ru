INSERT { ?c cml:patientsCounted 30 ; cml:patientsInAll 26 }
WHERE { ?c cml:kind "outcome" }
