DELETE { ?t cml:length ?n }
INSERT { ?t cml:length ?m }
WHERE { ?t cml:length ?n . BIND(?n + 1 AS ?m) }
