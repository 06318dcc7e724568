DELETE { id:works-too cml:status "asserted" } INSERT { id:works-too cml:status "negated" } WHERE { }
