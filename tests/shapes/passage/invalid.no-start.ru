DELETE { ?c oa:start ?x }
WHERE { ?c a oa:TextPositionSelector ; oa:start ?x }
