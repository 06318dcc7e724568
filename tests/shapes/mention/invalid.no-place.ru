DELETE { ?m oa:hasTarget ?x }
WHERE { ?m a cml:Mention ; oa:hasTarget ?x }
