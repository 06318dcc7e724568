DELETE { ?claim cml:population id:t315i } INSERT { ?claim cml:population id:resistant ; cml:setAside "rejected" } WHERE { ?claim cml:population id:t315i }
