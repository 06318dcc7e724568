DELETE { ?d prov:used ?t }
WHERE { ?d prov:used ?t }
