DELETE { ?d cml:amountPerDay ?t }
INSERT { ?d cml:amountPerDay 90.0 }
WHERE { ?d cml:amount 45.0 ; cml:amountPerDay ?t }
