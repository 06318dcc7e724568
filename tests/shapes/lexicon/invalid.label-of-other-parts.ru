DELETE DATA { c:variant-T315I skos:prefLabel "T315I"@en } ;
INSERT DATA { c:variant-T315I skos:prefLabel "T315A"@en }
