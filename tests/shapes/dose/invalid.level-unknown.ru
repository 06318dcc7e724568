INSERT DATA { id:dose-1 a cml:Dose ; skos:prefLabel "huge dose" ; cml:doseLevel "huge dose" }
