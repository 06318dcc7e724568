DELETE { ?c cml:value ?x ; cml:valueUnit ?u }
INSERT { ?c cml:value "three" ; cml:valueUnit "mo" }
WHERE { ?c cml:kind "outcome" ; cml:value ?x ; cml:valueUnit ?u }
