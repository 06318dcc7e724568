DELETE WHERE { c:variant-T315I cml:hgvsProtein ?x } ;
DELETE WHERE { c:variant-T315I cml:hgvsCoding ?x } ;
DELETE DATA { c:variant-T315I skos:prefLabel "T315I"@en ; cml:position 315 } ;
INSERT DATA { c:variant-T315I skos:prefLabel "T0I"@en ; cml:position 0 }
