DELETE { ?c cml:amountPerDay ?x ; cml:amountPerDayUnit ?u ; cml:timesPerDay ?n }
INSERT { ?c cml:timesPerDay 0.0 }
WHERE { ?c cml:amountPerDay ?x ; cml:amountPerDayUnit ?u ; cml:timesPerDay ?n }
