DELETE { ?c cml:agent ?x }
WHERE { ?c cml:kind "efficacy" ; cml:direction "investigated" ; cml:agent ?x }
