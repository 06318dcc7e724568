DELETE { ?c oa:exact ?x }
WHERE { ?c a oa:TextPositionSelector ; oa:exact ?x }
