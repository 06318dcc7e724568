"""Asks ontology/shapes/across.ttl, whose questions are about all articles together.

They are SPARQL constraints on classes as a whole, so the store answers them itself; pySHACL would need every
article in memory. The tests hold both to the same answers.
"""

from collections import defaultdict
from functools import cache

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.graph.engines import ASKED_OF_ALL, Result
from kg.graph.store import GraphStore
from kg.graph.validate import ACROSS, findings, shapes_graph
from kg.graph.vocab import PREFIXES, SH
from kg.model import Finding, Severity
from kg.resources import ontology_folder

_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


def validate_across(store: GraphStore) -> list[Finding]:
    """What no article shows alone: one work in two, or two that contradict each other."""
    said: dict[ox.NamedNode, list[Result]] = defaultdict(list)
    for severity, message, shape, question in _questions():
        for focus in _answers(store, question):
            for graph in store.graphs_about(focus):
                said[graph].append((severity, message, focus.value, shape, ASKED_OF_ALL))
                break
    found: list[Finding] = []
    for graph in sorted(said, key=lambda graph: graph.value):
        found += findings(store.lookup(graph), sorted(said[graph]))
    return found


def _answers(store: GraphStore, question: str) -> list[ox.NamedNode]:
    answer = store.query(_HEAD + question)
    assert isinstance(answer, ox.QuerySolutions)
    return [node for row in answer if isinstance(node := row["value"], ox.NamedNode)]


@cache
def _questions() -> list[tuple[Severity, str, str, str]]:
    """Severity, message, shape and SPARQL of each constraint of the file."""
    import rdflib

    shapes = shapes_graph([ontology_folder() / "shapes" / ACROSS])
    sh = rdflib.Namespace(SH.iri)
    questions = []
    for shape, constraint in shapes.subject_objects(sh.sparql):
        severity = str(shapes.value(shape, sh.severity) or sh.Violation).removeprefix(SH.iri)
        message, select = shapes.value(constraint, sh.message), shapes.value(constraint, sh.select)
        if message is None or select is None:
            raise OntologyError(
                f"ontology/shapes/{ACROSS}: {shape} has a question without sh:message or sh:select"
            )
        questions.append((Severity(severity), str(message), str(shape), str(select)))
    return sorted(questions)
