DELETE { ?d cml:frequency ?f ; cml:timesPerDay ?n }
WHERE { ?d cml:amount 45.0 ; cml:frequency ?f ; cml:timesPerDay ?n }
