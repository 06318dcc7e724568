INSERT { ?c cml:valueUnit "d" }
WHERE { ?c cml:kind "outcome" }
