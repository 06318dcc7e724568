INSERT { ?d cml:doseLevel "high dose" }
WHERE { ?d cml:amount 45.0 }
