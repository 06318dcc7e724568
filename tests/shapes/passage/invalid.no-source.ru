DELETE { ?c oa:hasSource ?x }
WHERE { ?c a oa:SpecificResource ; oa:hasSource ?x }
