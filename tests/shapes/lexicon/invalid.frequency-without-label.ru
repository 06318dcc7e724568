DELETE DATA { c:frequency-daily skos:prefLabel "once daily"@en }
