DELETE { ?c cml:outcome ?x }
WHERE { ?c cml:kind "resistance" ; cml:outcome ?x } ;
DELETE { ?x cml:confersResistanceTo ?y }
WHERE { ?x cml:confersResistanceTo ?y }
