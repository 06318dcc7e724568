DELETE { ?claim cml:population id:t315i } INSERT { ?claim cml:population id:resistant } WHERE { ?claim cml:population id:t315i }
