DELETE { ?c cml:direction ?d . ?x cml:effectiveIn ?g }
INSERT { ?c cml:direction "ineffective" . ?x cml:ineffectiveIn ?g }
WHERE { ?x cml:effectiveIn ?g . ?c cml:kind "efficacy" ; cml:direction "effective" ; cml:direction ?d }
