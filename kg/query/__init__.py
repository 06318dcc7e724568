"""Questions to the graph, and the tables they are answered with.

questions    the saved questions of queries/, with their headers
parameters   from what a user types to an RDF term
run          asks a store: a saved question, or a user's own SPARQL
table        the answer, and its formats
tokens       the words of a SPARQL text; refuses what would reach out
"""

from kg.query.questions import Question, questions
from kg.query.run import run, sparql
from kg.query.table import FORMATS, Table, Triples

__all__ = ["FORMATS", "Question", "Table", "Triples", "questions", "run", "sparql"]
