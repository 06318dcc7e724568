DELETE { ?d prov:endedAtTime ?t }
WHERE { ?d prov:endedAtTime ?t }
