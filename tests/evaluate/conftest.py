"""A small graph, built from sentences that are ours."""

from pathlib import Path

import pytest

from kg.graph.description import lexicon_quads
from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.model import Record
from kg.pipeline import Interpreter

TEXTS = {
    "1": "Dasatinib was effective in patients with imatinib-resistant CML. Dasatinib was well tolerated.",
    "2": "Bosutinib was effective in patients with imatinib-intolerant CML.",
    "3": "Nilotinib was effective in patients with chronic phase CML.",
    "4": "We thank the nurses. Bosutinib 500 mg once daily was given.",
}


def record(key: str, text: str) -> Record:
    return Record(key=key, title="A letter", abstract=text, file=f"{key}.txt", format="plain-text", digest="")


@pytest.fixture(scope="session")
def store() -> GraphStore:
    interpreter = Interpreter()
    read = [quad for key, text in TEXTS.items() for quad in quads(interpreter.read(record(key, text)))]
    return GraphStore.in_memory([*read, *lexicon_quads()])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
