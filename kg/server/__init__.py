"""The local application over a built graph: SPARQL 1.1 Protocol, JSON API, resources that dereference, pages.

settings     what the server was told at its start
serve        starts it and stops it cleanly
app          the table of routes
guard        what every request must pass, and the headers that every answer carries
pool         worker processes that hold the store open; one that takes too long is killed and replaced
worker       what runs in such a process
reads/       what is asked of the store, all of it inside a worker
negotiate    from an Accept header to a media type
sparql       the SPARQL protocol;  description: what it says of itself
api          the JSON API, described in static/openapi.json
resources    the IRIs of the graph as web pages and as RDF
pages/       HTML
"""
