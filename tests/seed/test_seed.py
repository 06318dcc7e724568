"""The seed, end to end: what its sentences say comes out, and nothing that they do not say."""

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.store import GraphStore
from kg.pipeline import Summary, build
from kg.query import questions, run

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
Row = tuple[str, ...]


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    return build([SEEDS], tmp_path_factory.mktemp("seed") / "graph")


@pytest.fixture(scope="module")
def store(summary: Summary) -> Iterator[GraphStore]:
    with GraphStore.open(summary.turtle.parent) as opened:
        yield opened


def asked(store: GraphStore, question: str, **values: str) -> list[dict[str, str]]:
    """The answer as rows of text by column."""
    table = run(questions()[question], store, values)
    return [dict(zip(table.columns, map(_text, row), strict=True)) for row in table.rows]


def _text(value: object) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("question", ["claims", "doses"])
def test_the_contract_queries_give_just_the_expected_rows(store: GraphStore, question: str) -> None:
    with (HERE / f"{question}.tsv").open(newline="") as stream:
        expected = list(csv.DictReader(stream, delimiter="\t"))
    columns = list(expected[0])
    found = [{column: row[column] for column in columns} for row in asked(store, question)]
    assert sorted(map(_key, found)) == sorted(map(_key, expected))


def _key(row: dict[str, str]) -> Row:
    return tuple(row.values())


def test_the_graph_is_valid(summary: Summary) -> None:
    assert [finding.message for finding in summary.findings] == []
    assert not summary.skipped


def test_every_quote_is_the_text_at_its_offsets(store: GraphStore, summary: Summary) -> None:
    text = _record_text()
    rows = asked(store, "claims")
    assert rows
    for row in rows:
        assert row["quote"] == text[int(row["start"]) : int(row["end"])]
    for row in asked(store, "mentions") + asked(store, "doses"):
        assert row["text"] == text[int(row["start"]) : int(row["end"])]


def _record_text() -> str:
    from kg.model import Record
    from kg.readers import read_inputs

    (record,) = read_inputs([SEEDS])
    assert isinstance(record, Record)
    return record.text


def test_what_the_page_does_not_state_is_not_invented(store: GraphStore) -> None:
    from kg.query import sparql

    forbidden = """
        PREFIX fabio: <http://purl.org/spar/fabio/> PREFIX prism: <http://prismstandard.org/namespaces/basic/2.0/>
        PREFIX cml: <https://w3id.org/cml-kg/ontology#>
        ASK { ?article fabio:hasPubMedId|prism:doi|prism:volume|cml:pmcid ?value }"""
    assert sparql(store, forbidden).rows == ((False,),)


def test_no_claim_says_more_than_its_sentence(store: GraphStore) -> None:
    claims = asked(store, "claims")
    doses = asked(store, "doses")
    assert not [
        c for c in claims if "T315I" in c["population"] and c["direction"] not in ("unmet", "promising")
    ]
    assert not [c for c in claims if c["population"].endswith("phase CML")]
    assert not [c for c in claims if {c["agent"], c["comparator"]} == {"dasatinib", "nilotinib"}]
    assert not [c for c in claims if c["agent"] in ("bosutinib", "bafetinib") and c["population"]]
    assert not [c for c in claims if c["value"]]
    assert {d["amount"] for d in doses if d["agent"] == "imatinib"} == {"400"}
    assert not [d for d in doses if d["agent"] == "imatinib" and (d["frequency"] or d["per_day"])]
    assert not [d for d in doses if d["agent"] == "nilotinib"]


def test_an_investigated_drug_is_no_effective_one(store: GraphStore) -> None:
    rows = [row for row in asked(store, "claims") if row["direction"] == "investigated"]
    starts = {row["start"] for row in rows}
    assert rows
    assert not [r for r in asked(store, "claims") if r["start"] in starts and r["direction"] == "effective"]


@pytest.mark.parametrize("drug", ["ponatinib", "asciminib"])
def test_a_drug_that_the_seed_does_not_name_has_no_claims(store: GraphStore, drug: str) -> None:
    assert drug not in {row["agent"] for row in asked(store, "claims")}
    assert drug not in {row["label"] for row in asked(store, "mentions")}


@pytest.mark.slow
def test_two_builds_are_equal_to_the_byte(summary: Summary, tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from kg.pipeline import build;"
        f"build([pathlib.Path({str(SEEDS)!r})], pathlib.Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", script, str(folder)], check=True, env={"PYTHONHASHSEED": seed, "PATH": ""}
        )
        for name in ("graph.ttl", "graph.html", "report.txt", "report.ttl"):
            assert (folder / name).read_bytes() == (summary.turtle.parent / name).read_bytes(), name


def test_the_command_line_answers_the_first_question(summary: Summary) -> None:
    command = [sys.executable, "-m", "kg", "query", "agents-addressing-resistance", "--drug", "imatinib"]
    done = subprocess.run(
        [*command, "-g", str(summary.turtle.parent), "--format", "json"],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = json.loads(done.stdout)
    effective = {row["agent"] for row in rows if row.get("answer", row.get("group")) == "effective"}
    assert effective == {"dasatinib", "nilotinib"}
