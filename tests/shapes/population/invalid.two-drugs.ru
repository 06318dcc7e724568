INSERT { ?c cml:groupDrug c:imatinib }
WHERE { ?c cml:groupDrug ?drug }
