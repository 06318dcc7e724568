DELETE { ?s oa:end ?x ; oa:exact ?e }
INSERT { ?s oa:end 40 ; oa:exact "" }
WHERE { ?s oa:start 40 ; oa:end ?x ; oa:exact ?e . FILTER(STRLEN(?e) < 12) }
