INSERT { ?c cml:frequency "twice daily" }
WHERE { ?c a cml:Dose }
