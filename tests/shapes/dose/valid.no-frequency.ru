DELETE { ?d cml:frequency ?f ; cml:timesPerDay ?n ; cml:amountPerDay ?t ; cml:amountPerDayUnit ?u }
WHERE { ?d cml:frequency ?f ; cml:timesPerDay ?n ; cml:amountPerDay ?t ; cml:amountPerDayUnit ?u }
