DELETE { ?c cml:agent ?x }
WHERE { ?c cml:kind "resistance" ; cml:agent ?x } ;
DELETE { ?x cml:confersResistanceTo ?y }
WHERE { ?x cml:confersResistanceTo ?y }
