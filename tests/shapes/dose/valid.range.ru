DELETE { ?d cml:amountPerDay ?t ; cml:amountPerDayUnit ?u }
INSERT { ?d cml:amountUpTo 60.0 ; cml:route "oral" ; cml:schedule "days 1-14" }
WHERE { ?d cml:amount 45.0 OPTIONAL { ?d cml:amountPerDay ?t ; cml:amountPerDayUnit ?u } }
