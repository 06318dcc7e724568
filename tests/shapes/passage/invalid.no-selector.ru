DELETE { ?c oa:hasSelector ?x }
WHERE { ?c a oa:SpecificResource ; oa:hasSelector ?x }
