DELETE { ?d cml:reason ?t }
WHERE { ?d cml:reason ?t }
