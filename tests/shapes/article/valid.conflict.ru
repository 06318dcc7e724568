INSERT { ?a cml:mergedRecords 2 ; cml:conflict id:conflict-1 . id:conflict-1 a cml:Conflict ; cml:field "volume" ; cml:keptValue "1" ; cml:otherValue "2" ; cml:keptFrom ?file ; cml:otherFrom ?file }
WHERE { ?a a schema:ScholarlyArticle ; prov:wasDerivedFrom ?file }
