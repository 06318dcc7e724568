DELETE { ?d cml:amountPerDay ?t ; cml:amountPerDayUnit ?u }
INSERT { ?d cml:amountUpTo 15.0 }
WHERE { ?d cml:amount 45.0 OPTIONAL { ?d cml:amountPerDay ?t ; cml:amountPerDayUnit ?u } }
