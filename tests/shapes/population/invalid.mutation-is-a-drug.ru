INSERT { ?c cml:groupMutation c:bosutinib }
WHERE { ?c a cml:PatientGroup }
