PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:guideline dcterms:issued ?old } INSERT { b:guideline dcterms:issued "lately" } WHERE { b:guideline dcterms:issued ?old }
