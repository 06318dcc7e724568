INSERT { ?c cml:comparator c:imatinib }
WHERE { ?c cml:kind "efficacy" ; cml:direction "investigated" }
