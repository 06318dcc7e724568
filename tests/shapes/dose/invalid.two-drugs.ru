INSERT { ?c cml:drug c:imatinib }
WHERE { ?c a cml:Dose }
