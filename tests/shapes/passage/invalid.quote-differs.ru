DELETE { ?s oa:exact ?x }
INSERT { ?s oa:exact "Ponatimib" }
WHERE { ?s oa:start 40 ; oa:exact ?x . FILTER(STRLEN(?x) < 12) }
