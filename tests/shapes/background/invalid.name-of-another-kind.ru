PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:milestone ?p ?o } INSERT { <https://example.org/milestone> ?p ?o } WHERE { b:milestone ?p ?o }
