DELETE { ?s oa:suffix ?x }
INSERT { ?s oa:suffix "" }
WHERE { ?s oa:suffix ?x }
