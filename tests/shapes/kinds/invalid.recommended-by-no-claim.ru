INSERT { ?x cml:recommendedFor ?g }
WHERE { ?x cml:effectiveIn ?g }
