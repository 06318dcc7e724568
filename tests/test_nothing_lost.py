"""A build that is killed, or cannot write, leaves the graph that was there; the next one completes it."""

import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from kg.errors import CmlKgError
from kg.graph.store import GraphStore
from kg.pipeline import build
from kg.query import questions, run

DRUGS = ("bosutinib", "dasatinib", "nilotinib", "ponatinib")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no fork")


def write(folder: Path, number: int) -> list[str]:
    """Two articles that change with the number; the agents of their claims."""
    folder.mkdir(exist_ok=True)
    agents = [DRUGS[number % 4], DRUGS[(number + 1) % 4]]
    for name, agent in zip(("one", "two"), agents, strict=True):
        text = f"A trial\n\n{agent.title()} was effective in patients with imatinib-resistant CML.\n"
        (folder / f"{name}.txt").write_text(text)
    return sorted(agents)


def agents(folder: Path) -> list[str]:
    """Those of the claims of the graph."""
    with GraphStore.open(folder) as store:
        table = run(questions()["claims"], store)
    return sorted(str(row[table.columns.index("agent")]) for row in table.rows)


def elsewhere(work: Callable[..., None], *given: object) -> BaseProcess:
    """The process that does the work, with all modules at hand; it has no thread of this one's."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kg.pipeline", "kg.query"])
    process = context.Process(target=work, args=given)
    process.start()
    return process


def built(source: Path, graph: Path) -> None:
    build([source], graph)


def built_without_room(source: Path, graph: Path) -> None:
    """Ends with 3 after an error in plain words."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        build([source], graph)
    except CmlKgError:
        os._exit(3)


@pytest.mark.slow
def test_a_hundred_builds_are_killed_and_nothing_is_lost(tmp_path: Path) -> None:
    source, graph = tmp_path / "in", tmp_path / "graph"
    standing = write(source, 0)
    build([source], graph)
    write(source, 1)
    elsewhere(built, source, tmp_path / "first").join()  # starts the server of processes
    begun = time.monotonic()
    elsewhere(built, source, tmp_path / "timed").join()
    whole = time.monotonic() - begun
    chance, killed, finished = random.Random(7), 0, 0
    for number in range(1, 101):
        coming = write(source, number)
        process = elsewhere(built, source, graph)
        time.sleep(chance.uniform(0, whole))
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        found = agents(graph)
        assert found in (standing, coming), number
        finished += found == coming
        standing = found
    assert killed > 50
    standing = write(source, 101)
    build([source], graph)
    build([source], tmp_path / "scratch")
    assert agents(graph) == standing
    for name in ("graph.ttl", "graph.html", "report.txt"):
        assert (graph / name).read_bytes() == (tmp_path / "scratch" / name).read_bytes()
    assert not [
        path for path in graph.rglob("*") if path.name.endswith((".part", ".new")) or path.name == "new"
    ]


def test_a_disk_without_room_leaves_the_graph(tmp_path: Path) -> None:
    source, graph = tmp_path / "in", tmp_path / "graph"
    standing = write(source, 0)
    build([source], graph)
    write(source, 1)

    process = elsewhere(built_without_room, source, graph)
    process.join()
    assert process.exitcode == 3
    assert agents(graph) == standing
    coming = write(source, 2)
    build([source], graph)
    assert agents(graph) == coming
