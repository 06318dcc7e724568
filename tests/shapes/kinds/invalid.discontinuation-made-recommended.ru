DELETE { ?c cml:outcome ?action }
INSERT { ?c cml:outcome c:discontinuation . c:discontinuation a cml:Action }
WHERE { ?c a cml:RecommendationClaim ; cml:outcome ?action }
