"""A build that is killed, or cannot write, leaves the graph that was there; the next one completes it."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from kg.errors import CmlKgError
from kg.graph.status import status
from kg.graph.store import GraphStore
from kg.pipeline import build, program
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_ctrl_c_stops_a_build_that_the_same_command_goes_on_with(tmp_path: Path) -> None:
    """A real process; what it had not read yet, the next one reads."""
    source, graph = tmp_path / "in", tmp_path / "graph"
    standing = write(source, 0)
    build([source], graph)
    for number in range(20):
        text = f"Report {number}\n\nBosutinib was effective in patients with CML.\n"
        (source / f"{number}.txt").write_text(text)
    command = [sys.executable, "-m", "kg", "build", str(source), "-o", str(graph)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not (graph / "store" / "new").exists():
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    (line,) = said.splitlines()
    assert "the same command" in line
    assert agents(graph) == standing
    assert not list(graph.rglob("new"))
    assert build([source], graph).articles == 22
    assert not list(graph.rglob("begun*"))


@pytest.mark.slow
def test_what_was_read_before_ctrl_c_is_not_read_again(tmp_path: Path) -> None:
    source, graph = tmp_path / "in", tmp_path / "graph"
    write(source, 0)
    build([source], graph)
    write(source, 1)
    for number in range(8):
        (source / f"{number}.txt").write_text(f"Report {number}\n\nBosutinib was effective in CML.\n")
    (source / "two.txt").unlink()

    def interrupt(done: int, what: str) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([source], graph, progress=interrupt)
    assert "interrupted" in dict(status(graph, program()))
    read: list[str] = []
    build([source], graph, progress=lambda _, what: read.append(what))
    assert len([what for what in read if "now" in what]) == 9 - 5
    build([source], tmp_path / "scratch")
    for name in ("graph.ttl", "graph.html", "report.txt"):
        assert (graph / name).read_bytes() == (tmp_path / "scratch" / name).read_bytes()
    with GraphStore.open(graph) as store, GraphStore.open(tmp_path / "scratch") as scratch:
        assert store.counts() == scratch.counts()
