INSERT { ?c cml:amountPerDayUnit "g/d" }
WHERE { ?c cml:amountPerDay ?total }
