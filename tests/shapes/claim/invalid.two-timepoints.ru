INSERT { ?c cml:timepoint "6 months", "12 months" }
WHERE { ?c cml:kind "outcome" }
