"""A graph read from invented articles."""

from pathlib import Path

import pytest

from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.pipeline import Interpreter
from tests.graph import samples

ARTICLES = (
    samples.record(
        "90000011",
        "Dasatinib in practice",
        "The MMR rate at 12 months was 46% (95% CI, 41-52) with dasatinib 100 mg once daily.",
        "Dasatinib 70 mg twice daily was more effective than imatinib 400 mg once daily.",
        "Dasatinib 100 mg once daily was better tolerated than dasatinib 70 mg twice daily.",
        "T315I confers resistance to dasatinib.",
        "Dasatinib 20 mg was given to two patients.",
        date="2012",
    ),
    samples.record(
        "90000012",
        "Nilotinib in practice",
        "The CCyR rate at 24 months was 80% with nilotinib 300 mg twice daily.",
        "Nilotinib was less effective than dasatinib.",
        "Nilotinib was effective in patients with CML.",
        date="2014",
    ),
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the graph of the articles is."""
    interpreter = Interpreter()
    folder = tmp_path_factory.mktemp("drawn")
    with GraphStore.create(folder) as draft:
        for record in ARTICLES:
            draft.add_graph(quads(interpreter.read(record)), record.key)
        draft.commit("0")
    return folder


@pytest.fixture(scope="session")
def store(folder: Path) -> GraphStore:
    """The graph of the articles."""
    return GraphStore.open(folder)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    """The graph of an article that says nothing of the kind."""
    folder = tmp_path_factory.mktemp("silent")
    with GraphStore.create(folder) as draft:
        draft.add_graph(quads(samples.bare()), "bare")
        draft.commit("0")
    return GraphStore.open(folder)
