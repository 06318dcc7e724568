DELETE DATA { c:frequency-daily cml:timesPerDay 1.0 }
