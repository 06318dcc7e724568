"""Annotated files against the mentions of the graph, wherever the text was spaced otherwise."""

import json
from pathlib import Path

import pytest

from kg.evaluate.gold import read_gold
from kg.evaluate.mentions import EXACT, OVERLAPPING
from kg.evaluate.run import Evaluation, evaluate
from kg.evaluate.spans import GoldMention
from kg.graph.store import GraphStore
from tests.evaluate.conftest import TEXTS

TITLE = "A letter"


def marks(key: str, *found: tuple[str, str], spaces: str = " ") -> list[tuple[int, int, str, str]]:
    text = f"{TITLE}{spaces}{TEXTS[key]}"
    return [(text.index(words), text.index(words) + len(words), words, type) for words, type in found]


def pubtator(folder: Path, key: str, *found: tuple[str, str]) -> Path:
    lines = [f"{key}|t|{TITLE}", f"{key}|a|{TEXTS[key]}"]
    lines += [f"{key}\t{start}\t{end}\t{words}\t{type}\t-" for start, end, words, type in marks(key, *found)]
    lines.append(f"{key}\tTreats\tC1\tC2")
    (folder / "gold.pubtator").write_text("\n".join(lines) + "\n")
    return folder / "gold.pubtator"


def counts(evaluation: Evaluation, type: str, how: str) -> tuple[int, int, int]:
    (score,) = [line.score for line in evaluation.lines if (line.rows, line.columns) == (type, how)]
    return score.expected, score.found, score.right


def test_exact_and_overlapping_spans(store: GraphStore, folder: Path) -> None:
    gold = pubtator(
        folder, "2", ("Bosutinib", "Chemical"), ("intolerant CML", "Disease"), ("effective", "Species")
    )
    read = read_gold([gold])
    evaluation = evaluate(store, read)
    assert counts(evaluation, "Chemical", EXACT) == (1, 2, 1)
    assert counts(evaluation, "Disease", EXACT) == (1, 1, 0)
    assert counts(evaluation, "Disease", OVERLAPPING) == (1, 1, 1)
    assert read.left_out == {"Species": 1}
    assert [error.found for _, error in evaluation.mention_errors] == ["imatinib (50-58)"]


def test_bioc_with_a_longer_gap_between_title_and_abstract(store: GraphStore, folder: Path) -> None:
    annotations = [
        {"infons": {"type": type}, "text": words, "locations": [{"offset": start, "length": end - start}]}
        for start, end, words, type in marks(
            "1", ("Dasatinib", "Chemical"), ("imatinib", "Chemical"), spaces="    "
        )
    ]
    passages = [
        {"offset": 0, "infons": {"type": "title"}, "text": TITLE, "annotations": []},
        {
            "offset": len(TITLE) + 4,
            "infons": {"type": "abstract"},
            "text": TEXTS["1"],
            "annotations": annotations,
        },
    ]
    (folder / "gold.json").write_text(json.dumps({"PubTator3": [{"id": "1", "passages": passages}]}))
    evaluation = evaluate(store, read_gold([folder]))
    assert counts(evaluation, "Chemical", EXACT) == (2, 3, 2)


def test_a_table_of_mentions_and_an_article_without_any(store: GraphStore, folder: Path) -> None:
    (folder / "mentions.tsv").write_text("article\tstart\tend\ttype\n2\t9\t18\tdrug\n3\t\t\t\n")
    evaluation = evaluate(store, read_gold([folder]))
    assert counts(evaluation, "drug", EXACT) == (1, 3, 1)


def test_words_that_the_graph_does_not_have_are_not_scored(store: GraphStore, folder: Path) -> None:
    gold = pubtator(folder, "2", ("Bosutinib", "Chemical"))
    gold.write_text(gold.read_text().replace("Bosutinib", "Bosutinab"))
    evaluation = evaluate(store, read_gold([gold]))
    assert evaluation.unplaced == 1
    assert counts(evaluation, "Chemical", EXACT) == (0, 2, 0)


@pytest.mark.parametrize(("source", "text", "place"), [
    ("X, X and X", "X, X and X", (3, 4)),
    ("X, X and X", "Now: X, X and X", (8, 9)),
    ("X, X and X", "and X. X", (4, 5)),
    ("X, X and X", "nothing", None),
])  # fmt: skip
def test_a_mention_is_placed_by_its_rank_else_by_its_distance(
    source: str, text: str, place: tuple[int, int] | None
) -> None:
    assert GoldMention("drug", frozenset({"drug"}), 3, 4, "X", source).place(text) == place
