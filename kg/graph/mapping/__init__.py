"""From the model to RDF, in this one place.

sheet      the quads of one article, and how values become terms
article    the record
passage    stretches of text, mentions, doses
claim      claims, evidence, direct edges
words      a claim in plain words
reading    quads(reading, base): all of them
"""

from kg.graph.mapping.reading import quads

__all__ = ["quads"]
