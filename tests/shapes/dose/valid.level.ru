INSERT DATA { id:dose-1 a cml:Dose ; skos:prefLabel "high dose" ; cml:doseLevel "high dose" }
