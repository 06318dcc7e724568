DELETE { ?a cml:effectiveIn ?g }
WHERE { ?a cml:effectiveIn ?g }
