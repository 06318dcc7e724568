INSERT { ?d cml:schedule "days 1-14" , "for 7 days" }
WHERE { ?d cml:amount 45.0 }
