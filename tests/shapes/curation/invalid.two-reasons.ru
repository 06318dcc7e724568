INSERT DATA { id:decision-1 cml:reason "And of rats." }
