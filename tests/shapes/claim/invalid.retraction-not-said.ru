INSERT { ?a cml:retracted true }
WHERE { ?a a schema:ScholarlyArticle } ;
DELETE { ?x cml:effectiveIn ?g }
WHERE { ?x cml:effectiveIn ?g } ;
DELETE { ?x cml:recommendedFor ?g }
WHERE { ?x cml:recommendedFor ?g } ;
DELETE { ?x cml:confersResistanceTo ?g }
WHERE { ?x cml:confersResistanceTo ?g } ;
INSERT { ?c cml:setAside "retracted" }
WHERE { ?c a cml:Claim . FILTER NOT EXISTS { ?c cml:kind "development" } }
