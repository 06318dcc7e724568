"""The graph of tests/queries/ in Oxigraph and in rdflib, and its tables."""

import csv
import tomllib
from collections.abc import Iterable, Mapping
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


def exported(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """What rdflib reads: the union of all graphs, and the background as a graph of its own."""
    found = list(quads)
    of_articles = {quad.triple for quad in found if quad.graph_name != BACKGROUND_GRAPH}
    background = {quad.triple for quad in found if quad.graph_name == BACKGROUND_GRAPH}
    dataset = rdflib.Dataset()
    for triples, graph in (
        (of_articles, dataset.default_graph),
        (background, dataset.graph(rdflib.URIRef(BACKGROUND_GRAPH.value))),
    ):
        graph.parse(data=ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE), format="turtle")
    return dataset


def ask_rdflib(graph: rdflib.Graph, question: Question, store: Store, values: Values) -> Table:
    """The answer of rdflib to a saved question."""
    found = terms(question, store, values)
    answer = graph.query(question.text, initBindings={name: _to_rdflib(term) for name, term in found.items()})
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
