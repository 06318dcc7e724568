DELETE { ?claim cml:comparator c:ponatinib } INSERT { ?claim cml:comparator c:imatinib } WHERE { ?claim cml:comparator c:ponatinib }
