DELETE { ?claim cml:population id:t315i ; cml:status "asserted" } INSERT { ?claim cml:population id:resistant ; cml:status "hedged" } WHERE { ?claim cml:population id:t315i }
