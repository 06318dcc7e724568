PREFIX b: <https://w3id.org/cml-kg/background/>
INSERT DATA { b:again a cml:CuratedFact, cml:Potency ; skos:prefLabel "nilotinib on BCR::ABL1 Y253H again" ; dcterms:source c:source-table ; cml:aboutDrug c:nilotinib ; cml:aboutGene c:gene-BCR-ABL1 ; cml:aboutVariant c:variant-Y253H ; cml:ic50 650.0 ; cml:ic50Unit "nmol/L" }
