DELETE { ?c cml:comparator ?x }
WHERE { ?c cml:kind "comparison" ; cml:comparator ?x }
