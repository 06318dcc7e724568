"""The graph of tests/queries/ in Oxigraph and in rdflib, and its tables."""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.graph.store import GraphStore
from kg.graph.vocab import BACKGROUND_GRAPH
from kg.query.parameters import Answer, Store, Term, terms
from kg.query.questions import Question
from kg.query.table import Table, cell

DATA = Path(__file__).parents[1] / "queries"
Values = Mapping[str, str]


class UnionStore:
    """A store as the questions know it: SPARQL over the union of all graphs but the background."""

    def __init__(self, path: Path) -> None:
        self.store = ox.Store()
        self.store.load(path=path, format=ox.RdfFormat.TRIG)
        self._graph = GraphStore.in_memory(self.store)

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> Answer:
        return self._graph.query(text, substitutions)


def load() -> UnionStore:
    """The graph of tests/queries/."""
    return UnionStore(DATA / "graph.trig")


class Exported:
    """What rdflib reads: the union of all graphs; the background beside it where a question names it.

    A Dataset of rdflib is many times slower than a Graph, so only questions that name a graph get it.
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        found = list(quads)
        self._union = {quad.triple for quad in found if quad.graph_name != BACKGROUND_GRAPH}
        self._background = {quad.triple for quad in found if quad.graph_name == BACKGROUND_GRAPH}

    def of(self, question: Question) -> rdflib.Graph:
        """The graph to ask."""
        return self._dataset if "GRAPH" in question.text else self._graph

    @cached_property
    def _graph(self) -> rdflib.Graph:
        return _parsed(rdflib.Graph(), self._union)

    @cached_property
    def _dataset(self) -> rdflib.Graph:
        dataset = rdflib.Dataset()
        _parsed(dataset.default_graph, self._union)
        _parsed(dataset.graph(rdflib.URIRef(BACKGROUND_GRAPH.value)), self._background)
        return dataset


def _parsed(graph: rdflib.Graph, triples: Iterable[ox.Triple]) -> rdflib.Graph:
    turtle = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE)
    return graph.parse(data=turtle, format="turtle")


def ask_rdflib(exported: Exported, question: Question, store: Store, values: Values) -> Table:
    """The answer of rdflib to a saved question."""
    found = terms(question, store, values)
    bindings = {name: _to_rdflib(term) for name, term in found.items()}
    answer = exported.of(question).query(question.text, initBindings=bindings)
    columns = tuple(map(str, answer.vars or ()))
    rows = tuple(tuple(cell(_from_rdflib(term)) for term in row) for row in answer)
    return Table(columns, rows).without(
        {parameter.variable for parameter in question.parameters}.__contains__
    )


def _to_rdflib(term: Term) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    type_ = term.datatype.value
    return rdflib.Literal(
        term.value, datatype=None if type_ == str(rdflib.XSD.string) else rdflib.URIRef(type_)
    )


def _from_rdflib(term: rdflib.term.Node | None) -> ox.NamedNode | ox.Literal | None:
    if isinstance(term, rdflib.Literal):
        if term.datatype is None or term.language:
            return ox.Literal(str(term))
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)))
    return None if term is None else ox.NamedNode(str(term))


def values_of(case: str) -> Values:
    return tomllib.loads((DATA / "values.toml").read_text(encoding="utf-8")).get(case, {})


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
