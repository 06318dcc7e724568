DELETE { ?claim cml:comparator c:ponatinib } INSERT { ?claim cml:comparator c:imatinib ; cml:agentDose id:low } WHERE { ?claim cml:comparator c:ponatinib }
