INSERT { ?c skos:prefLabel "some" }
WHERE { ?c a cml:Dose }
