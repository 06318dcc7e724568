"""The graph in two real servers: what is asked there is answered as here, and articles come and go whole."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.stores.load import Loaded, load
from kg.stores.protocol import RemoteStore
from tests.graph import samples
from tests.stores.servers import VIRTUOSO, Server, free_port, oxigraph, virtuoso

pytestmark = pytest.mark.slow
CLAIMS = "SELECT DISTINCT ?claim WHERE { GRAPH ?g { ?claim a <https://w3id.org/cml-kg/ontology#Claim> } }"


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "server").mkdir()
    if request.param == "oxigraph":
        with oxigraph(tmp_path / "server") as running:
            yield running
    elif VIRTUOSO:
        with virtuoso(tmp_path / "server") as running:
            yield running
    else:
        warnings.warn(
            "VIRTUOSO WAS NOT TESTED: there is no virtuoso-t on this machine", RuntimeWarning, stacklevel=1
        )
        pytest.skip("there is no virtuoso-t on this machine (Debian: virtuoso-opensource-7)")


def built(folder: Path, *names: str) -> GraphStore:
    with GraphStore.create(folder) as draft:
        for name in names:
            reading = samples.READINGS[name]()
            draft.add_graph(quads(reading), reading.record.key)
        draft.commit("1.2.3")
    return GraphStore.open(folder)


def remote(server: Server) -> RemoteStore:
    return RemoteStore(server.graphs, server.user, server.password, wait=0.05)


def claims(store: GraphStore) -> set[str]:
    return {row["claim"].value for row in store.query(CLAIMS)}


def test_articles_come_change_and_go(server: Server, tmp_path: Path) -> None:
    names = list(samples.READINGS)
    both, one = built(tmp_path / "both", *names), built(tmp_path / "one", names[0])
    with remote(server) as there:
        first = load(both, there)
        assert first == Loaded(first.put, 0, 0)
        assert {row["claim"] for row in server.rows(CLAIMS)} == claims(both)
        assert load(both, there) == Loaded(0, first.put, 0)
        fewer = load(one, there)
        assert (fewer.removed, fewer.put) == (len(names) - 1, 1), (
            "the build graph is another, the rest is not"
        )
        assert {row["claim"] for row in server.rows(CLAIMS)} == claims(one)
        graph = one.article_graphs()[0]
        stated = server.rows(f"SELECT * WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        assert len(stated) == sum(1 for _ in one.quads(graph))


def test_a_load_that_was_cut_off_is_completed_by_the_next(server: Server, tmp_path: Path) -> None:
    names = list(samples.READINGS)
    both, one = built(tmp_path / "both", *names), built(tmp_path / "one", names[0])
    with remote(server) as there:
        load(one, there)
        put, done = there.put, []

        def dies(graph: str, turtle: bytes) -> None:
            if len(done) == 3:
                raise KeyboardInterrupt
            done.append(graph)
            put(graph, turtle)

        there.put = dies  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            load(both, there)
    with remote(server) as there:
        load(one, there)
        assert {row["claim"] for row in server.rows(CLAIMS)} == claims(one), "nothing is left of what began"
        load(both, there)
        assert {row["claim"] for row in server.rows(CLAIMS)} == claims(both)


def test_what_others_keep_in_the_store_stays(server: Server, tmp_path: Path) -> None:
    with remote(server) as there:
        there.put("https://example.org/mine", b"<https://example.org/a> <https://example.org/b> 1 .\n")
        load(built(tmp_path / "graph", *list(samples.READINGS)[:1]), there)
        assert there.get("https://example.org/mine")


def test_a_server_that_lets_nobody_in_is_named(tmp_path: Path) -> None:
    if not VIRTUOSO:
        pytest.skip("there is no virtuoso-t on this machine (Debian: virtuoso-opensource-7)")
    with (
        virtuoso(tmp_path) as server,
        RemoteStore(server.graphs, "dba", "wrong", wait=0.01) as there,
        pytest.raises(StoreError, match="does not let us in"),
    ):
        there.put("https://example.org/mine", b"")


def test_a_server_that_starts_late_is_waited_for(tmp_path: Path) -> None:
    port = free_port()
    with RemoteStore(f"http://127.0.0.1:{port}/store", wait=0.01) as there:
        with pytest.raises(StoreError, match="run it again to go on"):
            there.put("https://example.org/mine", b"")
        with oxigraph(tmp_path, port):
            there.put("https://example.org/mine", b"<https://example.org/a> <https://example.org/b> 1 .\n")
            assert there.get("https://example.org/mine")
