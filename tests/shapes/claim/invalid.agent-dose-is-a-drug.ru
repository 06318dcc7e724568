INSERT { ?c cml:agentDose c:imatinib }
WHERE { ?c cml:kind "development" }
