DELETE DATA { c:frequency-daily cml:timesPerDay 1.0 } ;
INSERT DATA { c:frequency-daily cml:timesPerDay 0.0 }
