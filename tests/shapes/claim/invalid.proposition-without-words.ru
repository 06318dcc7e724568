DELETE { ?p skos:prefLabel ?words } WHERE { ?claim cml:proposition ?p ; cml:kind "need" . ?p skos:prefLabel ?words }
