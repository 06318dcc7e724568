INSERT { ?a cml:effectiveIn ?g }
WHERE { ?c cml:direction "investigated" ; cml:agent ?a ; cml:population/cml:member ?g }
