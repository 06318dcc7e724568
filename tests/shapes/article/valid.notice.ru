INSERT { ?a cml:notice id:notice-1 . id:notice-1 a cml:Notice ; cml:noticeKind "retracted by" ; fabio:hasPubMedId "90000001" } WHERE { ?a a schema:ScholarlyArticle }
