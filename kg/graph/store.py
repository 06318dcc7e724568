"""The graph on disk: a named graph for each article, the lexicon, and how it was built.

    with GraphStore.create(folder) as draft:      with GraphStore.open(folder) as store:
        draft.add_graph(quads(reading))               store.query("SELECT ...")
        draft.commit(version)

On disk each build is a folder of its own (``kg.graph.builds``): a failed one leaves the old graph as it was.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple, Variable

from kg.errors import StoreError
from kg.graph import builds
from kg.graph.catalogue import catalogue_quads
from kg.graph.description import background_quads, build_quads, lexicon_quads
from kg.graph.iris import DEFAULT_BASE, article_graph, checked_base
from kg.graph.places import Data
from kg.graph.reports import as_json, from_json
from kg.graph.vocab import (
    BACKGROUND_GRAPH,
    BUILD_GRAPH,
    CML,
    CURATION_GRAPH,
    LEXICON_GRAPH,
    RDF,
    SCHEMA,
    VOID,
)
from kg.model import Finding

_UNION = ox.DefaultGraph()
"""Holds each triple of the named graphs once, but for the background's; questions go to it."""
_OF_NO_ARTICLE = (LEXICON_GRAPH, BACKGROUND_GRAPH, BUILD_GRAPH, CURATION_GRAPH)
_BATCH = 64 << 20
"""Bytes that wait for one bulk load: many small ones would leave many small files."""
_MUCH = 0.1
"""Share of new articles from which on it pays to put all files in order: what reads the store then, such
as the export, is a quarter faster; but the whole store is written again."""


class GraphStore:
    """A graph to read; several processes may open the same one."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The graph that ``cml-kg build`` made in the folder."""
        store = folder / "store"
        current = builds.current(store)
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
    def create(folder: Path, base: str = DEFAULT_BASE, program: str = "") -> "Draft":
        """A new graph that takes the place of the folder's when it is committed."""
        return Draft(folder, base, program)

    def query(
        self,
        query: str,
        substitutions: Mapping[str, NamedNode | Literal] | None = None,
        *,
        dataset: tuple[Sequence[NamedNode], Sequence[NamedNode]] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The answer over the union of all graphs; SyntaxError if the query is none.

        ``substitutions`` puts a term in for each variable named; ``dataset`` has the graphs to be asked
        instead of the union, and those that GRAPH may name.
        """
        terms: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(name): term for name, term in (substitutions or {}).items()
        }
        if dataset is None:
            return self._store.query(query, substitutions=terms)
        return self._store.query(
            query, substitutions=terms, default_graph=[*dataset[0]], named_graphs=[*dataset[1]]
        )

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """All quads of the named graphs, or those of one, in no order."""
        found = self._store.quads_for_pattern(None, None, None, graph)
        return found if graph else (quad for quad in found if quad.graph_name != _UNION)

    def lookup(self, graph: NamedNode) -> Data:
        """The triples of a named graph, to be looked up."""
        return partial(self._store.quads_for_pattern, graph_name=graph)

    def about(self, subject: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        """What a named graph says about the subject."""
        return self._store.quads_for_pattern(subject, None, None, graph)

    def graphs_about(self, subject: NamedNode) -> list[NamedNode]:
        """The named graphs that say something about the subject, sorted."""
        found = {quad.graph_name for quad in self._store.quads_for_pattern(subject, None, None, None)}
        return sorted(
            (graph for graph in found if isinstance(graph, NamedNode)), key=lambda graph: graph.value
        )

    def points_to(self, node: NamedNode | BlankNode | Triple) -> bool:
        """Whether an article says something that leads to the node."""
        found = self._store.quads_for_pattern(None, None, node, None)
        return any(quad.graph_name not in (_UNION, *_OF_NO_ARTICLE) for quad in found)

    def article_graphs(self) -> list[NamedNode]:
        """The named graphs of the articles, sorted."""
        graphs = (graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode))
        return sorted(
            (graph for graph in graphs if graph not in _OF_NO_ARTICLE),
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
        others = sum(self._size(graph) for graph in (LEXICON_GRAPH, BACKGROUND_GRAPH, BUILD_GRAPH))
        return counted | {"statements": len(self._store) - self._size() - others}

    @property
    def base(self) -> str:
        """What the names of the nodes begin with."""
        spaces = self._store.quads_for_pattern(None, VOID.uriSpace, None, BUILD_GRAPH)
        return next(
            (str(quad.object.value) for quad in spaces if isinstance(quad.object, Literal)), DEFAULT_BASE
        )

    def _size(self, graph: NamedNode | None = None) -> int:
        """Statements of a named graph, or of the union."""
        said = f"GRAPH {graph} {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        return self._number(said)

    def _number(self, pattern: str) -> int:
        answer = self._store.query(f"SELECT (COUNT(*) AS ?count) {{ {pattern} }}")
        assert isinstance(answer, ox.QuerySolutions)
        (row,) = answer
        return int(row["count"].value)

    def _count(self, class_: NamedNode) -> int:
        """Nodes of a class."""
        return self._number(f"?node a {class_}")

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
    """A graph in the making, beside the old one; leaving it without ``commit`` drops it, but for Ctrl-C.

    ``program`` stands for everything but the records that decides what is read from them. Where the old
    graph was made by the same program under the same base, the draft begins as its copy: articles whose
    records are ``unchanged`` stay, and those that nobody asks for are gone with the commit. One that Ctrl-C
    interrupts is kept, and the next draft begins as it.
    """

    def __init__(self, folder: Path, base: str = DEFAULT_BASE, program: str = "") -> None:
        self.folder, self.base, self._program = folder, checked_base(base), program
        self._path = folder / "store" / "new"
        self._began = not folder.exists()
        self._old: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self._findings: dict[str, list[dict[str, object]]] = {}
        self._added = 0
        self._written: list[bytes] = []
        self._size = 0
        self._waiting: list[Quad] = []
        self._store: ox.Store | None = self._begun()

    def unchanged(self, key: str, fingerprint: str) -> bool:
        """Whether the graph has what was read from the article's record as it is now; then it is kept."""
        graph = article_graph(self.base, key).value
        if self._old.get(graph) != fingerprint:
            return False
        self._kept[graph] = fingerprint
        return True

    def findings(self) -> Iterator[Finding]:
        """What validation said of the articles that are kept or added."""
        for graph in sorted(self._findings.keys() & self._kept.keys()):
            yield from map(from_json, self._findings[graph])

    def add_graph(
        self,
        graph: Iterable[Quad] | bytes,
        key: str = "",
        fingerprint: str = "",
        findings: Iterable[Finding] = (),
    ) -> None:
        """Adds what was read from one article (quads, or ``serialised``), in the place of what was before.

        Of an article with a ``fingerprint`` the findings are kept with it, for builds that find it unchanged.
        """
        name = article_graph(self.base, key)
        if name.value in self._old:
            self._remove(name)
        if fingerprint:
            self._kept[name.value] = fingerprint
        self._added += 1
        self._findings.pop(name.value, None)
        if told := [as_json(finding) for finding in findings]:
            self._findings[name.value] = told
        self._written.append(graph if isinstance(graph, bytes) else serialised(graph))
        self._size += len(self._written[-1])
        if self._size >= _BATCH:
            self._load()

    def commit(
        self,
        version: str,
        ontology: Path | None = None,
        curation: Iterable[Quad] = (),
        made_from: Mapping[str, object] | None = None,
    ) -> None:
        """Adds decisions, lexicon and the description of the build, then takes the old graph's place.

        ``made_from`` is what the build remembers of its inputs, for ``status`` to tell.
        """
        for graph in [*sorted(self._old.keys() - self._kept.keys()), BUILD_GRAPH.value, CURATION_GRAPH.value]:
            self._remove(NamedNode(graph))
        self._waiting += curation
        store = self._load()
        if self._added >= len(self._kept) * _MUCH:
            store.optimize()
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
        self._written.append(_curated(ontology))
        self._waiting += description
        self._waiting += catalogue_quads(self._load())
        self._load().flush()
        del store
        reader.close()
        self._store = None  # lets go of the lock before the files move
        try:
            builds.publish(self._path, {**self._memory(self._kept), "made from": dict(made_from or {})})
        except OSError as error:
            raise StoreError(
                f"the new graph cannot be put into {self.folder} ({error.strerror or error})"
            ) from error

    def _made_by(self) -> dict[str, object]:
        return {"program": self._program, "base": self.base}

    def _memory(self, articles: dict[str, str]) -> dict[str, object]:
        findings = {graph: self._findings[graph] for graph in self._findings.keys() & articles.keys()}
        return {**self._made_by(), "articles": articles, "findings": findings}

    def _begun(self) -> ox.Store:
        """An empty store, or a copy of the old one; StoreError if another build is at work."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._path.exists():
                self._is_left_behind()
            begun, remembered = builds.begun(self._path.parent), builds.remembered(self._path.parent)
            if self._program and self._made_by().items() <= begun.items():
                builds.sweep(self._path.parent, "begun")
                builds.go_on(self._path)
                self._old, self._findings = begun["articles"], begun["findings"]
            else:
                builds.sweep(self._path.parent)
                if self._program and self._made_by().items() <= remembered.items():
                    shutil.copytree(self._path.parent / builds.current(self._path.parent), self._path)
                    self._old, self._findings = remembered["articles"], remembered["findings"]
            return ox.Store(str(self._path))
        except KeyboardInterrupt:
            shutil.rmtree(self._path, ignore_errors=True)
            raise
        except OSError as error:
            busy = "lock" in str(error).lower()
            why = (
                "another build is writing to it"
                if busy
                else f"it cannot be written ({error.strerror or error})"
            )
            raise StoreError(f"{self.folder}: {why}") from error

    def _is_left_behind(self) -> None:
        """Raises OSError while another build is at work; what a dead one left may be broken."""
        try:
            ox.Store(str(self._path))
        except (OSError, RuntimeError, ValueError) as error:
            if "lock" in str(error).lower():
                raise OSError(str(error)) from error

    def _remove(self, graph: NamedNode) -> None:
        """Takes a named graph out, and out of the union what no other graph says."""
        if self._store is None:
            raise StoreError("this graph is already committed or dropped")
        if graph.value in self._old:
            self._old[graph.value] = ""  # whoever goes on after Ctrl-C removes it again
        for quad in list(self._store.quads_for_pattern(None, None, None, graph)):
            said = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if all(other.graph_name in (_UNION, graph) for other in said):
                self._store.remove(Quad(quad.subject, quad.predicate, quad.object, _UNION))
        self._store.remove_graph(graph)

    def _load(self) -> ox.Store:
        if self._store is None:
            raise StoreError("this graph is already committed or dropped")
        try:
            self._store.bulk_load(b"".join(self._written), format=ox.RdfFormat.N_QUADS)
            self._store.bulk_extend(_with_union(self._waiting))
        except OSError as error:
            raise StoreError(f"{self.folder} cannot be written ({error.strerror or error})") from error
        self._written, self._size, self._waiting = [], 0, []
        return self._store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._store is not None:
            if type is KeyboardInterrupt and self._program:
                self._load().flush()
                self._store = None
                builds.keep(self._path, self._memory({**self._old, **self._kept}))
            self._store = None
            shutil.rmtree(self._path, ignore_errors=True)
            with suppress(OSError):  # what holds an older graph, or anything else, stays
                self._path.parent.rmdir()
                if self._began:
                    self.folder.rmdir()


def serialised(quads: Iterable[Quad]) -> bytes:
    """The quads as N-Quads, as they stand in the store: to be made in another process."""
    written = ox.serialize(_with_union(quads), format=ox.RdfFormat.N_QUADS)
    assert written is not None  # it is None only where a file is given to write to
    return written


@cache
def _curated(ontology: Path | None) -> bytes:
    return serialised([*lexicon_quads(ontology), *background_quads(ontology)])


def _with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads, and each of their triples in the default graph, unless it is of the background: to see that,
    a question must name its graph, so that none takes a curated fact for a claim.

    Articles share nodes (a dose, a patient group), so a triple can stand in many named graphs. Oxigraph's
    own union of graphs would find it once in each, and every step of a query would multiply its rows.
    """
    for quad in quads:
        yield quad
        if quad.graph_name != BACKGROUND_GRAPH:
            yield Quad(quad.subject, quad.predicate, quad.object, _UNION)
