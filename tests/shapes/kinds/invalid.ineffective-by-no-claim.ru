INSERT { ?x cml:ineffectiveIn ?g }
WHERE { ?x cml:effectiveIn ?g }
