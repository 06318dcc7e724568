"""A graph read from invented articles, as a user builds one."""

import json
from pathlib import Path

import pytest

from kg.graph.store import GraphStore
from kg.pipeline import build

ARTICLES = (
    {
        "title": "Dasatinib in practice", "year": "2012", "pmid": "90000011",
        "abstract": "The MMR rate at 12 months was 46% (95% CI, 41-52) with dasatinib 100 mg once daily. "
        "Dasatinib 70 mg twice daily was more effective than imatinib 400 mg once daily. "
        "Dasatinib 100 mg once daily was better tolerated than dasatinib 70 mg twice daily. "
        "T315I confers resistance to dasatinib. Dasatinib 20 mg was given to two patients.",
    },
    {
        "title": "Nilotinib in practice", "year": "2014", "pmid": "90000012",
        "abstract": "The CCyR rate at 24 months was 80% with nilotinib 300 mg twice daily. "
        "Nilotinib was less effective than dasatinib. Nilotinib was effective in patients with CML.",
    },
)  # fmt: skip


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built graph."""
    source = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    source.write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    target = tmp_path_factory.mktemp("drawn")
    build([source], target)
    return target


@pytest.fixture(scope="session")
def store(folder: Path) -> GraphStore:
    return GraphStore.open(folder)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    """A graph of an article that says nothing of the kind."""
    source = tmp_path_factory.mktemp("articles") / "silent.txt"
    source.write_text("A silent article\n\nNothing is said here.\n", encoding="utf-8")
    target = tmp_path_factory.mktemp("silent")
    build([source], target)
    return GraphStore.open(target)
