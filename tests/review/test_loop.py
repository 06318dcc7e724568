"""From the graph to a spreadsheet and back: what decisions do to the answers, build after build."""

import csv
from pathlib import Path

import pytest

from kg.cli import main
from tests.review.conftest import ACCEPT, ARTICLES, REJECT, Desk

Caught = pytest.CaptureFixture[str]


def agents(desk: Desk) -> set[str]:
    return {row["agent"] for row in desk.ask("claims")}


def test_a_rejected_claim_leaves_the_answers_and_its_edge_is_gone(desk: Desk) -> None:
    assert "c:bosutinib cml:effectiveIn" in desk.turtle()
    assert desk.read(desk.fill(bosutinib=REJECT)) == 0
    assert desk.build() == 0
    assert agents(desk) == {"nilotinib", "ponatinib"}
    assert "c:bosutinib cml:effectiveIn" not in desk.turtle()
    assert "c:ponatinib cml:effectiveIn" in desk.turtle()
    assert 'cml:setAside "rejected"' in desk.turtle()
    assert "bosutinib is effective" not in (desk.graph / "graph.html").read_text()
    (row,) = desk.ask("reviewed-claims")
    assert (row["verdict"], row["reviewer"], row["reason"]) == (
        "reject",
        "Ada Example",
        "The sentence speaks of mice.",
    )


@pytest.mark.slow
def test_an_accepted_claim_stays_and_is_no_longer_unreviewed(desk: Desk) -> None:
    assert len(desk.ask("unreviewed-claims")) == 3
    assert desk.read(desk.fill(bosutinib=ACCEPT)) == 0
    assert desk.build() == 0
    assert agents(desk) == {"bosutinib", "nilotinib", "ponatinib"}
    assert {row["statement"].split()[0] for row in desk.ask("unreviewed-claims")} == {"toxicity", "ponatinib"}
    assert [row["verdict"] for row in desk.ask("reviewed-claims")] == ["accept"]


@pytest.mark.slow
def test_a_corrected_claim_is_replaced(desk: Desk) -> None:
    change = {"decision": "correct", "reviewer": "Ada Example", "corrected_certainty": "hedged",
              "corrected_population": "imatinib intolerance", "corrected_agent": "Bosulif"}  # fmt: skip
    assert desk.read(desk.fill(bosutinib=change)) == 0
    assert desk.build() == 0
    (row,) = [row for row in desk.ask("claims") if row["agent"] == "bosutinib"]
    assert (row["population"], row["certainty"]) == ("imatinib intolerance", "hedged")
    assert "c:bosutinib cml:effectiveIn" not in desk.turtle()
    assert "prov:wasRevisionOf" in desk.turtle()
    assert 'cml:rule "curated"' in desk.turtle()
    assert "Violation" not in desk.report()
    # The next sheet shows the claim as it was read, with the correction beside it.
    (row,) = [row for row in desk.export() if row["agent"] == "bosutinib"]
    assert (row["population"], row["corrected_population"]) == ("imatinib resistance", "imatinib intolerance")
    assert row["decision"] == "correct"


@pytest.mark.slow
def test_a_cell_is_emptied_and_a_drug_of_another_sentence_leads_to_its_mention(desk: Desk) -> None:
    text = "It was studied. Nilotinib is effective in patients with CML."
    desk.write("three.txt", f"Asciminib in CML\n\n{text}\n")
    desk.build()
    rows = desk.export()
    (row,) = [row for row in rows if row["article"] == "three"]
    row |= {"decision": "correct", "reviewer": "Ada", "corrected_agent": "asciminib",
            "corrected_population": "none"}  # fmt: skip
    assert desk.read(desk.save(rows)) == 0
    assert desk.build() == 0
    (row,) = [row for row in desk.ask("claims") if row["article"] == "three"]
    assert (row["agent"], row["population"]) == ("asciminib", "")
    assert "Violation" not in desk.report()


@pytest.mark.slow
def test_a_correction_that_the_article_cannot_bear_is_reported(desk: Desk) -> None:
    change = {"decision": "correct", "reviewer": "Ada", "corrected_agent": "asciminib"}
    assert desk.read(desk.fill(bosutinib=change)) == 0
    desk.build()
    assert "bosutinib" not in agents(desk)
    assert "nothing took its place" in desk.report()


@pytest.mark.slow
def test_decisions_survive_another_build_other_offsets_and_a_lost_graph(desk: Desk) -> None:
    assert desk.read(desk.fill(bosutinib=REJECT)) == 0
    kept = desk.decisions.read_bytes()
    desk.write("one.txt", ARTICLES["one.txt"].replace("\n\n", "\n\nThe design of studies differs.  ", 1))
    assert desk.build() == 0
    assert "bosutinib" not in agents(desk)
    elsewhere = desk.folder / "decisions.tsv"
    elsewhere.write_bytes(kept)
    other = Desk(desk.folder / "other")
    other.folder.mkdir()
    for name, article in ARTICLES.items():
        other.write(name, article)
    assert other.build("--decisions", str(elsewhere)) == 0
    assert "bosutinib" not in agents(other)
    assert desk.decisions.read_bytes() == kept


@pytest.mark.slow
def test_a_build_from_scratch_and_one_that_goes_on_are_equal(desk: Desk) -> None:
    assert desk.read(desk.fill(bosutinib=REJECT, ponatinib=ACCEPT)) == 0
    assert desk.build() == 0
    scratch, articles = desk.folder / "scratch", str(desk.folder / "in")
    assert main(["build", articles, "-o", str(scratch), "--decisions", str(desk.decisions)]) == 0
    for name in ("graph.ttl", "report.txt"):
        assert (scratch / name).read_bytes() == (desk.graph / name).read_bytes()
    desk.decisions.unlink()
    assert desk.build() == 0
    assert agents(desk) == {"bosutinib", "nilotinib", "ponatinib"}
    assert "cml:Decision" not in desk.turtle()


@pytest.mark.slow
def test_a_decision_whose_claim_is_gone_is_reported_and_kept(desk: Desk) -> None:
    assert desk.read(desk.fill(bosutinib=REJECT)) == 0
    desk.write("one.txt", "Bosutinib in CML\n\nBosutinib is a drug.\n")
    for _ in range(2):  # the second build reads nothing again, and says it all the same
        desk.build()
        assert "on a claim that is not read any more" in desk.report()
        assert "Bosutinib is effective in patients with imatinib resistance." in desk.report()
    assert "Ada Example" in desk.decisions.read_text()


@pytest.mark.slow
def test_a_claim_stands_on_the_sentence_that_is_left(desk: Desk) -> None:
    two = "Bosutinib is effective in patients with CML. In CML, bosutinib is effective."
    desk.write("one.txt", f"Bosutinib\n\n{two}\n")
    desk.build()
    rows = [row for row in desk.export() if row["agent"] == "bosutinib"]
    same = {tuple(row[column] for column in ("population", "outcome", "direction")) for row in rows}
    assert (len(rows), len(same)) == (2, 1)
    rows[0] |= REJECT
    assert desk.read(desk.save(rows)) == 0
    assert desk.build() == 0
    (row,) = [row for row in desk.ask("claims") if row["agent"] == "bosutinib"]
    assert row["quote"] == rows[1]["quote"]
    assert "Violation" not in desk.report()


@pytest.mark.slow
def test_decided_articles_are_gold(desk: Desk, capsys: Caught) -> None:
    change = {"decision": "correct", "reviewer": "Ada", "corrected_population": "imatinib intolerance"}
    assert desk.read(desk.fill(bosutinib=change, nilotinib=REJECT)) == 0
    gold = desk.folder / "gold.tsv"
    assert main(["review", "gold", str(gold), "-g", str(desk.graph)]) == 0
    (row,) = desk.rows(gold)
    assert (row["article"], row["agent"], row["population"]) == ("one", "bosutinib", "imatinib intolerance")
    capsys.readouterr()
    evaluate = ["evaluate", str(gold), "-g", str(desk.graph), "--format", "csv"]

    def precision() -> str:
        assert main(evaluate) == 0
        head, *lines = csv.reader(capsys.readouterr().out.splitlines())
        found = [dict(zip(head, line, strict=True)) for line in lines if "all columns" in line]
        return found[0]["precision"]

    assert precision().startswith("0")
    desk.build()
    capsys.readouterr()
    assert precision().startswith("1")


def test_an_article_that_is_decided_in_part_is_no_gold(desk: Desk, capsys: Caught) -> None:
    assert desk.read(desk.fill(bosutinib=ACCEPT)) == 0
    capsys.readouterr()
    assert main(["review", "gold", str(desk.folder / "gold.tsv"), "-g", str(desk.graph)]) == 2
    assert "not all of their claims are decided on: one" in capsys.readouterr().err


def test_a_sheet_that_may_be_filled_in_is_not_overwritten(desk: Desk, capsys: Caught) -> None:
    path: Path = desk.fill(bosutinib=ACCEPT)
    capsys.readouterr()
    assert main(["review", "export", str(path), "-g", str(desk.graph)]) == 2
    assert "is there already" in capsys.readouterr().err
