INSERT { ?c cml:population ?p }
WHERE { ?c cml:kind "efficacy" ; cml:direction "effective" . ?need cml:kind "need" ; cml:population ?p }
