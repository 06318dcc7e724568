DELETE { ?c a cml:DevelopmentClaim }
INSERT { ?c a cml:SafetyClaim }
WHERE { ?c cml:kind "development" }
