DELETE { ?d cml:reading ?t }
WHERE { ?d cml:reading ?t }
