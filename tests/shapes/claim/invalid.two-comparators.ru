INSERT { ?c cml:comparator c:bosutinib . ?e cml:mention ?m }
WHERE { ?c cml:kind "comparison" ; cml:evidence ?e . ?m oa:hasBody c:bosutinib }
