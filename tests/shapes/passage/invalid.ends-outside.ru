DELETE { ?s oa:end ?x ; oa:exact ?e }
INSERT { ?s oa:end 99999 ; oa:exact ?rest }
WHERE { ?p oa:hasSelector ?s ; oa:hasSource/cml:string ?t . ?s oa:start 40 ; oa:end ?x ; oa:exact ?e . FILTER(STRLEN(?e) < 12) BIND(SUBSTR(?t, 41) AS ?rest) }
