INSERT DATA { id:reviewer-1 schema:name "A. Example" }
