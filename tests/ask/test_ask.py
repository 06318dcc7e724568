"""Plain words find their saved question with its values, or none; what must not be answered is not."""

import csv
import re
from pathlib import Path

import pytest

from kg.ask.answer import Answer, Suggestions, ask
from kg.ask.tell import cite, tell
from kg.ask.understand import Understanding
from kg.ask.words import vocabulary
from kg.cli import main
from kg.graph.description import background_quads, lexicon_quads
from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.query.questions import questions
from tests.graph import samples
from tests.query.engines import load

FILE = Path(__file__).parent / "paraphrases.tsv"
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
REFUSED = [row["asked"] for row in ROWS if row["question"] == "-"]


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return Understanding(GraphStore.in_memory([*lexicon_quads(), *background_quads()]))


def test_paraphrases_are_understood_and_none_is_misunderstood(understanding: Understanding) -> None:
    right, wrong = 0, []
    for row in ROWS:
        meant = understanding.understand(row["asked"]).sure
        values = dict(pair.split("=") for pair in row["values"].split(";") if pair)
        if meant is None:
            right += row["question"] == "-"
        elif (meant.question.name, meant.values) == (row["question"], values):
            right += 1
        else:
            wrong.append((row["asked"], meant.question.name, meant.values))
    assert wrong == []
    assert right / len(ROWS) >= 0.95


def test_the_paraphrases_are_many_and_not_those_that_teach() -> None:
    taught = {phrase.lower() for question in questions().values() for phrase in question.phrases}
    assert len(ROWS) >= 100
    assert len(REFUSED) >= 20
    assert not {row["asked"].lower().rstrip("?") for row in ROWS} & taught


def test_every_question_can_be_asked_and_says_what_is_not_stated() -> None:
    for question in questions().values():
        assert question.phrases, question.name
        assert question.unstated, question.name
        for phrase in question.phrases:
            assert vocabulary().tokens(re.sub(r"\{\w+\}", " ", phrase)), f"{question.name}: {phrase}"


@pytest.mark.parametrize("asked", REFUSED)
def test_what_is_not_our_subject_is_not_answered(asked: str, understanding: Understanding) -> None:
    assert understanding.understand(asked).sure is None


@pytest.mark.parametrize("asked", ["", "?", "imatinib", "dasatinib nilotinib", "not", "which", "\u202e\x00"])
def test_too_little_is_no_question(asked: str, understanding: Understanding) -> None:
    assert understanding.understand(asked).sure is None


def test_a_misspelt_drug_is_understood(understanding: Understanding) -> None:
    meant = understanding.understand("how well is nilotinb tolerated?").sure
    assert meant is not None
    assert meant.values == {"drug": "nilotinib"}


def test_an_answer_says_what_was_understood_and_cites_each_row() -> None:
    said = ask(load(), "What works in dasatinib-resistant patients?")
    assert isinstance(said, Answer)
    assert said.command == "cml-kg query agents-addressing-resistance --drug dasatinib"
    text = tell(said)
    assert "Understood as: Which agents address resistance to a given drug? (drug: dasatinib)" in text
    assert (
        "“Ponatinib, 45 mg once daily, was effective in patients resistant to dasatinib.” (PMID 90000001)"
        in text
    )
    assert "(doi:10.0000/invented.2)" in text


def test_not_stated_is_an_answer() -> None:
    said = ask(load(), "How does nilotinib compare with asciminib?")
    assert isinstance(said, Answer)
    assert said.table.rows == ()
    assert (
        "Not stated in these articles. The articles do not say: a comparison of nilotinib with asciminib."
        in tell(said)
    )


def test_a_time_that_no_article_has_is_not_stated() -> None:
    said = ask(load(), "What was the MMR rate at 77 months with dasatinib?")
    assert isinstance(said, Answer)
    assert "a rate of MMR with dasatinib at 77 months" in tell(said)


def test_unsure_it_names_what_it_does_not_know_and_the_nearest_questions() -> None:
    said = ask(load(), "Which agents address metformin resistance?")
    assert isinstance(said, Suggestions)
    assert said.unknown == ("metformin",)
    assert said.nearest[0].command == "cml-kg query agents-addressing-resistance --drug DRUG"
    assert "Not understood: metformin." in tell(said)


def test_the_same_text_is_always_understood_alike() -> None:
    store = load()
    assert {tell(ask(store, "side effects of ponatinib")) for _ in range(3)} == {
        tell(ask(load(), "side effects of ponatinib"))
    }


@pytest.mark.parametrize(
    ("key", "cited"),
    [("12345678", "PMID 12345678"), ("10.1000/1", "doi:10.1000/1"), ("record-1", "record-1")],
)
def test_citations(key: str, cited: str) -> None:
    assert cite(key) == cited


def test_the_command_answers_or_names_the_nearest_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with GraphStore.create(tmp_path) as draft:
        draft.add_graph(quads(samples.every_kind()), "10000001")
        draft.commit("0")
    assert main(["ask", "-g", str(tmp_path), "What works in imatinib-resistant patients?"]) == 0
    told = capsys.readouterr().out
    assert "Ask it again:  cml-kg query agents-addressing-resistance --drug imatinib" in told
    assert "(PMID 10000001)" in told
    assert main(["ask", "-g", str(tmp_path), "Which agents cure diabetes?"]) == 1
    unsure = capsys.readouterr()
    assert unsure.out == ""
    assert unsure.err.startswith("Not understood: ")
