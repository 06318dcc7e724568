DELETE { ?g cml:groupStatus c:intolerance }
INSERT { ?g cml:groupStatus c:relapse . c:relapse a cml:ResistanceConcept }
WHERE { ?g cml:groupStatus c:intolerance }
