"""The saved questions, and what they may be asked with."""

from collections.abc import Mapping

from kg.graph.store import GraphStore
from kg.query.questions import Question, questions
from kg.query.run import run
from kg.query.table import Table
from kg.server.errors import Refused
from kg.server.reads.articles import articles
from kg.server.reads.labels import concepts

_TYPES = {"drug": ("drug", "drug class", "therapy"), "mutation": ("mutation",)}
"""What a parameter of this name may be."""
_CHOICES = 400


def saved(name: str) -> Question:
    """The question of that name."""
    known = questions()
    if name not in known:
        raise Refused(404, f"there is no question {name}; /questions lists them")
    return known[name]


def answer(store: GraphStore, name: str, values: Mapping[str, str]) -> Table:
    """The answer to a saved question."""
    return run(saved(name), store, values)


def choices(store: GraphStore, name: str) -> dict[str, list[str]]:
    """Values worth offering for each parameter of the question: what the graph makes claims about."""
    found: dict[str, list[str]] = {}
    for parameter in saved(name).parameters:
        if parameter.type == "iri":
            types = _TYPES.get(parameter.name, ("",))
            listed = [c for type_ in types for c in concepts(store, "", type_, _CHOICES, used=True)]
            found[parameter.name] = [concept.label for concept in listed]
        elif parameter.name == "article":
            found["article"] = [article.key for article in articles(store, {}, _CHOICES).articles]
    return found
