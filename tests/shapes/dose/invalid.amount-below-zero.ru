DELETE { ?d cml:amount 45.0 ; cml:amountPerDay 45.0 }
INSERT { ?d cml:amount -45.0 ; cml:amountPerDay -45.0 }
WHERE { ?d cml:amount 45.0 }
