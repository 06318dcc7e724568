DELETE WHERE { c:variant-T315I cml:hgvsProtein ?x } ;
DELETE DATA { c:variant-T315I skos:prefLabel "T315I"@en ; cml:altResidue "I" } ;
INSERT DATA { c:variant-T315I skos:prefLabel "T315X"@en ; cml:altResidue "X" }
