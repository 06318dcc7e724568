DELETE DATA { c:cue-works skos:prefLabel "worked"@en }
