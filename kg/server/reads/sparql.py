"""A client's own query, answered in the media type that it wants."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.store import GraphStore
from kg.graph.vocab import PREFIXES
from kg.query.table import Table, cell
from kg.query.tokens import refuse_reaching_out
from kg.server.errors import Refused

_TABLE, _GRAPH = ox.QueryResultsFormat, ox.RdfFormat
TABLES = {
    "application/sparql-results+json": _TABLE.JSON,
    "application/sparql-results+xml": _TABLE.XML,
    "text/csv": _TABLE.CSV,
    "text/tab-separated-values": _TABLE.TSV,
    "application/json": _TABLE.JSON,
    "application/xml": _TABLE.XML,
}
"""Media types for the answers to SELECT and ASK, the preferred ones first."""
GRAPHS = {
    "text/turtle": _GRAPH.TURTLE,
    "application/n-triples": _GRAPH.N_TRIPLES,
    "application/rdf+xml": _GRAPH.RDF_XML,
    "application/ld+json": _GRAPH.JSON_LD,
    "application/n-quads": _GRAPH.N_QUADS,
    "application/trig": _GRAPH.TRIG,
    "text/n3": _GRAPH.N3,
    "text/plain": _GRAPH.N_TRIPLES,
    "application/json": _GRAPH.JSON_LD,
    "application/xml": _GRAPH.RDF_XML,
}
"""Media types for the answers to CONSTRUCT and DESCRIBE."""


ROWS = 1000
"""Rows that a page shows of an answer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The media type for either kind of answer; None if none on offer will do."""

    table: str | None
    graph: str | None


def answer(
    store: GraphStore,
    query: str,
    default_graphs: Sequence[str],
    named_graphs: Sequence[str],
    wanted: Wanted,
    limit: int,
) -> tuple[str, bytes]:
    """The media type and the answer in it."""
    found = solve(store, query, default_graphs, named_graphs)
    stream = _Capped(limit)
    try:
        if isinstance(found, ox.QueryTriples):
            if wanted.graph is None:
                raise _unavailable("triples", GRAPHS)
            ox.serialize(found, stream, GRAPHS[wanted.graph], prefixes=prefixes(wanted.graph))
            return wanted.graph, stream.getvalue()
        if wanted.table is None:
            raise _unavailable("a table", TABLES)
        found.serialize(stream, TABLES[wanted.table])
        return wanted.table, stream.getvalue()
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be answered: {error}") from error


def solve(
    store: GraphStore, query: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """The answer over the graphs named, else over the union; Refused if the query would reach out."""

    def is_ours(graph: str) -> bool:
        try:
            return next(store.quads(ox.NamedNode(graph)), None) is not None
        except ValueError:
            return False

    try:
        refuse_reaching_out(query, is_ours)
    except QueryError as error:
        raise Refused(403, str(error)) from error
    for graph in (*default_graphs, *named_graphs):
        if not is_ours(graph):
            raise Refused(400, f"{graph} is no graph of this store, and none is fetched")
    dataset = None
    if default_graphs or named_graphs:
        dataset = [*map(ox.NamedNode, default_graphs)], [*map(ox.NamedNode, named_graphs)]
    try:
        return store.query(query, dataset=dataset)
    except SyntaxError as error:
        raise QueryError(f"the query does not parse: {error}") from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be answered: {error}") from error


class _Capped(io.BytesIO):
    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: "bytes | bytearray | memoryview", /) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self._limit:
            raise Refused(403, f"refused: the answer has more than {self._limit} bytes; add a LIMIT")
        return super().write(data)


def prefixes(media: str) -> dict[str, str] | None:
    """The prefixes to write, in formats that have them."""
    return PREFIXES if media in ("text/turtle", "application/trig") else None


def _unavailable(kind: str, offered: Iterable[str]) -> Refused:
    return Refused(406, f"the answer is {kind}; ask for one of {', '.join(offered)}")


def tabled(store: GraphStore, query: str, limit: int) -> Table | str:
    """The first rows of the answer, or its triples as Turtle."""
    found = solve(store, query)
    if isinstance(found, ox.QueryBoolean):
        return Table(("answer",), ((bool(found),),))
    try:
        if isinstance(found, ox.QuerySolutions):
            columns = tuple(variable.value for variable in found.variables)
            first = islice(found, ROWS)
            return Table(columns, tuple(tuple(cell(one[name]) for name in columns) for one in first))
        stream = _Capped(limit)
        ox.serialize(found, stream, ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        return stream.getvalue().decode()
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be answered: {error}") from error
