"""The graph: what it may say, how it is made, where it is kept.

vocab         every term, in closed namespaces
iris          names of nodes
mapping       from readings to quads
description   the lexicon's graph and the build's
store         the graph on disk
lexicon       the lexicon as plain data, for the reading wing
statements    what a graph claims, read back as plain data
network       the claims as a network
"""
