"""The graph in other SPARQL 1.1 stores.

protocol   one store, by the SPARQL 1.1 Graph Store Protocol
load       the whole graph into it, an article at a time
"""
