DELETE DATA { c:unit-mg skos:prefLabel "mg"@en }
