DELETE { ?d oa:exact ?t }
WHERE { ?d oa:exact ?t }
