DELETE { ?a cml:peerReviewed ?x }
INSERT { ?a cml:peerReviewed "maybe" }
WHERE { ?a a schema:ScholarlyArticle . OPTIONAL { ?a cml:peerReviewed ?x } }
