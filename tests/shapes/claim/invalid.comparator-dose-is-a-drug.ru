INSERT { ?c cml:comparatorDose c:imatinib }
WHERE { ?c cml:kind "development" }
