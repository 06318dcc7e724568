INSERT { ?c cml:patientsCounted 12 ; cml:patientsInAll 30 ; cml:intervalLow 27.0 ; cml:intervalHigh 57.0 ;
  cml:intervalLevel 95.0 ; cml:pValue 0.05 ; cml:pRelation "<" ; cml:hazardRatio 0.62 }
WHERE { ?c cml:kind "outcome" }
