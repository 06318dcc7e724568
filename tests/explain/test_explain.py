"""Which words were read as what, which rule made a claim, and what kept others from being made."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.explain.stored import stored
from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.model import Record
from kg.pipeline import Interpreter

Explain = Callable[[str], str]


@pytest.fixture
def explain(capsys: pytest.CaptureFixture[str]) -> Explain:
    """The lines for a sentence, with single spaces."""

    def run(sentence: str) -> str:
        assert main(["explain", sentence]) == 0
        return re.sub(r"[ \t]+", " ", capsys.readouterr().out)

    return run


def test_a_claim_with_its_parts_and_its_rule(explain: Explain) -> None:
    told = explain("Dasatinib may be effective in patients with imatinib-resistant CML.")
    assert "mentions 0-9 'Dasatinib' drug: dasatinib" in told
    assert "10-13 hedge" in told
    assert "17-26 quality: efficacy" in told
    assert "claim efficacy: dasatinib is effective in patients with imatinib resistance (hedged)" in told
    assert "by efficacy.quality: An agent is said to be effective or ineffective. Confidence " in told
    assert "imatinib resistance, from 'patients with imatinib resistant CML' at 30" in told
    assert 'because hedged by "may" at 10' in told


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("We asked whether nilotinib is effective in CML.", '"whether" at 9 makes it an aim'),
        ("Is nilotinib effective in CML?", "a question claims nothing"),
        ("The nurses were helpful.", "it names nothing that the lexicon knows"),
        ("Ponatinib is a drug.", "no word says what could be claimed"),
        ("There was no MMR.", "no agent in the clause"),
        ("After imatinib, remission was effective.", '"imatinib" at 6 is no subject of "effective"'),
    ],
)
def test_why_nothing_is_claimed(explain: Explain, sentence: str, why: str) -> None:
    told = explain(sentence)
    assert " claim " not in told
    assert why in told


def test_whom_bare_patients_are(explain: Explain) -> None:
    told = explain("Imatinib changed the outlook of CML. Nilotinib was effective in these patients.")
    assert "chronic myeloid leukemia" in told.partition("efficacy: nilotinib")[2]
    assert "'these patients' points back to 'CML' at 32" in told


def test_nothing_to_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", " "]) == 2
    assert "no sentence" in capsys.readouterr().err


def test_a_claim_of_an_article_without_title_has_its_text() -> None:
    text = "Dasatinib was effective in CML."
    record = Record(key="1", title="", abstract=text, file="1.json", format="json-lines", digest="")
    with GraphStore.in_memory([*quads(Interpreter().read(record))]) as store:
        (iri,) = store.query("SELECT ?c { ?c a <https://w3id.org/cml-kg/ontology#Claim> }")
        claim = stored(store, iri["c"].value)
    assert (claim.record.text, claim.starts, claim.rule) == (f"\n{text}", (1,), "efficacy.quality")


@pytest.mark.slow
def test_a_claim_of_a_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "1.txt").write_text(
        "A letter\nImatinib is a drug. Dasatinib was effective in imatinib-resistant CML.\n"
    )
    graph = ["-g", str(tmp_path / "out")]
    assert main(["build", str(tmp_path / "1.txt"), "-o", str(tmp_path / "out")]) == 0
    capsys.readouterr()
    assert main(["query", "claims-by-confidence", *graph, "--format", "csv"]) == 0
    iri = capsys.readouterr().out.strip().rpartition(",")[2]
    assert main(["explain", iri, *graph]) == 0
    told = capsys.readouterr().out
    assert told.startswith(
        "dasatinib is effective in patients with imatinib resistance (asserted), article 1\n"
    )
    assert "  Dasatinib was effective in imatinib-resistant CML." in told
    assert "Imatinib is a drug" not in told
    assert "do not read it" not in told
    assert main(["explain", iri + "0", *graph]) == 2
    assert "the graph has no claim" in capsys.readouterr().err
