DELETE { ?c oa:end ?x }
WHERE { ?c a oa:TextPositionSelector ; oa:end ?x }
