INSERT { ?d cml:amuont 45.0 }
WHERE { ?d cml:amount 45.0 }
