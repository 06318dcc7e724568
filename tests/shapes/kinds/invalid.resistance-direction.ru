DELETE { ?c cml:direction ?x }
INSERT { ?c cml:direction "partly" }
WHERE { ?c cml:kind "resistance" ; cml:direction ?x } ;
DELETE { ?x cml:confersResistanceTo ?y }
WHERE { ?x cml:confersResistanceTo ?y }
