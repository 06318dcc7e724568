"""The two engines that check triples against shapes, with the same answer.

pySHACL is the reference. ``shacl``, written in Rust, is faster by an order of magnitude; it comes with
the extra ``fast``, and tests/shapes holds it to the reference on every case.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.graph.vocab import SH
from kg.model import Severity

if TYPE_CHECKING:
    import rdflib
    import shacl

Result = tuple[Severity, str, str, str, str]
"""Severity, message, node at fault (IRI), shape (IRI, if it has one), name of the constraint component."""
Engine = Callable[[Collection[ox.Triple], "rdflib.Graph"], list[Result]]

ASKED_OF_ALL = "SPARQLConstraintComponent"
"""Such questions are asked of a class as a whole: the node at fault is the value of the result."""


def reference(triples: Collection[ox.Triple], shapes: "rdflib.Graph") -> list[Result]:
    """What pySHACL says of the triples."""
    return sorted(results(judge(as_rdflib(triples), shapes)))


def fast(triples: Collection[ox.Triple], shapes: "rdflib.Graph") -> list[Result]:
    """What the engine in Rust says of them."""
    report = _compiled(shapes).validate_text(_n_triples(triples), format="ntriples")
    found = []
    for result in report.results:
        focus = (result.value if result.component == ASKED_OF_ALL else None) or result.focus_node
        shape = result.source_shape or ""
        message = " ".join(sorted(set(result.messages)))
        found.append((Severity(result.severity), message, _iri(focus), _iri(shape), result.component))
    return sorted(found)


def has_fast() -> bool:
    """Whether the engine in Rust is installed."""
    return find_spec("shacl") is not None


def judge(data: "rdflib.Graph", shapes: "rdflib.Graph") -> "rdflib.Graph":
    """pySHACL's report on the data."""
    import pyshacl  # takes a while to import, and only this needs it
    import rdflib

    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(f"ontology/shapes cannot be used: {report}")
    return report


def results(report: "rdflib.Graph") -> Iterator[Result]:
    """Every result of a SHACL report."""
    import rdflib

    sh = rdflib.Namespace(SH.iri)
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        severity = str(report.value(result, sh.resultSeverity)).removeprefix(SH.iri)
        shape = report.value(result, sh.sourceShape)
        messages = sorted({str(message) for message in report.objects(result, sh.resultMessage)})
        named = str(shape) if isinstance(shape, rdflib.URIRef) else ""
        component = str(report.value(result, sh.sourceConstraintComponent)).removeprefix(SH.iri)
        asked_of_all = component == ASKED_OF_ALL
        focus = (report.value(result, sh.value) if asked_of_all else None) or report.value(
            result, sh.focusNode
        )
        yield Severity(severity), " ".join(messages), str(focus), named, component


def as_rdflib(triples: Iterable[ox.Triple]) -> "rdflib.Graph":
    """The triples as pySHACL reads them."""
    return _graph_class()().parse(data=_n_triples(triples), format="nt")


@cache
def _graph_class() -> "type[rdflib.Graph]":
    """A graph that parses each question once: pySHACL asks them anew of each batch, and mostly parses."""
    import rdflib
    from rdflib.plugins.sparql import prepareQuery

    prepared = cache(prepareQuery)

    class Asked(rdflib.Graph):
        def query(self, query_object: Any, *rest: Any, **given: Any) -> "rdflib.query.Result":
            parsed = prepared(query_object) if isinstance(query_object, str) else query_object
            return super().query(parsed, *rest, **given)

    return Asked


@cache
def _compiled(shapes: "rdflib.Graph") -> "shacl.Shapes":
    import shacl

    return shacl.Shapes.from_text(shapes.serialize(format="nt"), format="ntriples")


def _iri(term: str) -> str:
    """Of a term in N-Triples; a blank node has none."""
    return term[1:-1] if term.startswith("<") else ""


def _n_triples(triples: Iterable[ox.Triple]) -> str:
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    return text.decode("utf-8")
