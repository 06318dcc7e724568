DELETE { ?m dcterms:isPartOf ?x }
WHERE { ?m a cml:Mention ; dcterms:isPartOf ?x }
