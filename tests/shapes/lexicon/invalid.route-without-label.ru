DELETE DATA { c:route-oral skos:prefLabel "oral"@en }
