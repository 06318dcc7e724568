INSERT { ?d cml:route "oral" , "intravenous" }
WHERE { ?d cml:amount 45.0 }
