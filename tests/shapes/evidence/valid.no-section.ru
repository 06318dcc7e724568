DELETE { ?e cml:section ?s }
WHERE { ?e cml:section ?s }
