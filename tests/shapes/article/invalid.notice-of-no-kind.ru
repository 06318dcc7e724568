INSERT { ?a cml:notice id:notice-1 . id:notice-1 a cml:Notice ; cml:noticeKind "withdrawn" } WHERE { ?a a schema:ScholarlyArticle }
