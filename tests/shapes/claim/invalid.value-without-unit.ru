DELETE { ?c cml:valueUnit "%" }
WHERE { ?c cml:kind "outcome" }
