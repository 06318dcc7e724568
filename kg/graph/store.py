"""The graph on disk: a named graph for each article, the lexicon, and how it was built.

    with GraphStore.create(folder) as draft:      with GraphStore.open(folder) as store:
        draft.add_graph(quads(reading))               store.query("SELECT ...")
        draft.commit(version)

On disk each build is a numbered folder below ``store/``, and the file ``current`` says which one counts.
So a failed build leaves the old graph as it was. A reader opens files as it needs them: the build before
the current one stays until the next, for those who still read it.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple, Variable

from kg.errors import StoreError
from kg.graph.description import build_quads, lexicon_quads
from kg.graph.iris import DEFAULT_BASE, checked_base
from kg.graph.vocab import BUILD_GRAPH, CML, LEXICON_GRAPH, RDF, SCHEMA, VOID

_UNION = ox.DefaultGraph()
"""Holds each triple of the named graphs once; questions go to it."""
_BATCH = 100_000
"""Quads that wait for one bulk load: many small ones would leave many small files."""


class GraphStore:
    """A graph to read; several processes may open the same one."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The graph that ``cml-kg build`` made in the folder."""
        store = folder / "store"
        current = _current(store)
        if not current:
            raise StoreError(f"there is no graph in {folder}: run `cml-kg build INPUT -o {folder}` first")
        try:
            return cls(ox.Store.read_only(str(store / current)))
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"the graph in {folder} cannot be opened ({error}): build it again") from error

    @classmethod
    def in_memory(cls, quads: Iterable[Quad]) -> Self:
        """A graph that is nowhere on disk."""
        store = ox.Store()
        store.bulk_extend(_with_union(quads))
        return cls(store)

    @staticmethod
    def create(folder: Path, base: str = DEFAULT_BASE) -> "Draft":
        """A new graph that takes the place of the folder's when it is committed."""
        return Draft(folder, base)

    def query(
        self, query: str, substitutions: Mapping[str, NamedNode | Literal] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The answer over the union of all graphs; SyntaxError if the query is none.

        ``substitutions`` puts a term in for each variable named.
        """
        terms: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(name): term for name, term in (substitutions or {}).items()
        }
        return self._store.query(query, substitutions=terms)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """All quads of the named graphs, or those of one, in no order."""
        found = self._store.quads_for_pattern(None, None, None, graph)
        return found if graph else (quad for quad in found if quad.graph_name != _UNION)

    def about(self, subject: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        """What a named graph says about the subject."""
        return self._store.quads_for_pattern(subject, None, None, graph)

    def article_graphs(self) -> list[NamedNode]:
        """The named graphs of the articles, sorted."""
        graphs = (graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode))
        return sorted(
            (graph for graph in graphs if graph not in (LEXICON_GRAPH, BUILD_GRAPH)),
            key=lambda graph: graph.value,
        )

    def counts(self) -> dict[str, int]:
        """How many articles, mentions, claims and doses there are, and how many statements about them."""
        classes = {
            "articles": SCHEMA.ScholarlyArticle,
            "mentions": CML.Mention,
            "claims": CML.Claim,
            "doses": CML.Dose,
        }
        counted = {name: self._count(class_) for name, class_ in classes.items()}
        others = sum(1 for graph in (LEXICON_GRAPH, BUILD_GRAPH) for _ in self.quads(graph))
        return counted | {"statements": sum(1 for _ in self.quads()) - others}

    @property
    def base(self) -> str:
        """What the names of the nodes begin with."""
        spaces = self._store.quads_for_pattern(None, VOID.uriSpace, None, BUILD_GRAPH)
        return next(
            (str(quad.object.value) for quad in spaces if isinstance(quad.object, Literal)), DEFAULT_BASE
        )

    def _count(self, class_: NamedNode) -> int:
        return len({quad.subject for quad in self._store.quads_for_pattern(None, RDF.type, class_, None)})

    def close(self) -> None:
        """Lets go of the files."""
        self._store = ox.Store()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Draft:
    """A graph in the making, beside the old one; leaving it without ``commit`` drops it."""

    def __init__(self, folder: Path, base: str = DEFAULT_BASE) -> None:
        self.folder, self.base = folder, checked_base(base)
        self._path = folder / "store" / "new"
        self._store: ox.Store | None = self._fresh()
        self._waiting: list[Quad] = []

    def add_graph(self, quads: Iterable[Quad]) -> None:
        """Adds what was read from one article."""
        self._waiting += quads
        if len(self._waiting) >= _BATCH:
            self._load()

    def commit(self, version: str, ontology: Path | None = None) -> None:
        """Adds the lexicon and the description of the build, then takes the old graph's place."""
        store = self._load()
        reader = GraphStore(store)
        files = (quad.subject for quad in store.quads_for_pattern(None, RDF.type, CML.SourceFile, None))
        counts = reader.counts()
        description = build_quads(
            self.base,
            version,
            (file for file in files if isinstance(file, NamedNode)),
            articles=counts["articles"],
            triples=counts["statements"],
        )
        self._waiting += [*lexicon_quads(ontology), *description]
        self._load().flush()
        del store
        reader.close()
        self._store = None  # lets go of the lock before the files move
        try:
            _publish(self._path)
        except OSError as error:
            raise StoreError(f"the new graph cannot be put into {self.folder} ({error})") from error

    def _fresh(self) -> ox.Store:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._path.exists():
                ox.Store(str(self._path))  # fails while another build is at work; else a dead one left it
            _sweep(self._path.parent)
            return ox.Store(str(self._path))
        except OSError as error:
            busy = "lock" in str(error).lower()
            why = "another build is writing to it" if busy else f"it cannot be written ({error})"
            raise StoreError(f"{self.folder}: {why}") from error

    def _load(self) -> ox.Store:
        if self._store is None:
            raise StoreError("this graph is already committed or dropped")
        try:
            self._store.bulk_extend(_with_union(self._waiting))
        except OSError as error:
            raise StoreError(f"{self.folder} cannot be written ({error})") from error
        self._waiting = []
        return self._store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._store is not None:
            self._store = None
            shutil.rmtree(self._path, ignore_errors=True)


def _with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads, and each of their triples in the default graph.

    Articles share nodes (a dose, a patient group), so a triple can stand in many named graphs. Oxigraph's
    own union of graphs would find it once in each, and every step of a query would multiply its rows.
    """
    for quad in quads:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object, _UNION)


def _current(store: Path) -> str:
    """Name of the build that counts; empty if there is none."""
    try:
        return (store / "current").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _publish(new: Path) -> None:
    """Makes the new build the one that counts, in one step."""
    store, current = new.parent, _current(new.parent)
    name = str(int(current) + 1) if current.isdecimal() else "1"
    new.rename(store / name)
    pointer = store / "current.new"
    pointer.write_text(f"{name}\n", encoding="utf-8")
    pointer.replace(store / "current")


def _sweep(store: Path) -> None:
    """Removes every build but the one that counts."""
    current = _current(store)
    for path in store.iterdir():
        if path.is_dir() and path.name != current:
            shutil.rmtree(path)
