DELETE WHERE { c:variant-T315I cml:hgvsProtein ?x } ;
DELETE DATA { c:variant-T315I skos:prefLabel "T315I"@en ; cml:refResidue "T" } ;
INSERT DATA { c:variant-T315I skos:prefLabel "Thr315I"@en ; cml:refResidue "Thr" }
