INSERT { ?c cml:patientsCounted 0 ; cml:patientsInAll 0 }
WHERE { ?c cml:kind "outcome" }
