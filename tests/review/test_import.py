"""Filled-in tables as curators really send them: slips, other spreadsheets, other opinions."""

import pytest

from kg.cli import main
from tests.review.conftest import ACCEPT, REJECT, Change, Desk

Caught = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({**ACCEPT, "decision": "acept"}, "no decision 'acept' (write one of accept, reject, correct)"),
        ({**ACCEPT, "reviewer": " "}, "it does not say who decided (fill in the column reviewer)"),
        ({**ACCEPT, "agent": "dasatinib"}, "the id does not fit the claim"),
        ({**ACCEPT, "id": "0123456789abcdef"}, "the id does not fit the claim"),
        ({"corrected_agent": "dasatinib", "reviewer": "Ada"}, "it has no decision"),
        ({**ACCEPT, "corrected_agent": "dasatinib"}, "is accept, and the columns corrected_ say more"),
        ({**ACCEPT, "decision": "correct"}, "is correct, and the columns corrected_ say nothing"),
        ({**ACCEPT, "decision": "correct", "corrected_agent": "aspirine"},
         "corrected_agent: the lexicon has no drug, drug class or therapy 'aspirine'"),
        ({**ACCEPT, "decision": "correct", "corrected_direction": "better"},
         "corrected_direction: efficacy has no direction 'better'"),
        ({**ACCEPT, "decision": "correct", "corrected_population": "the elderly"},
         "corrected_population: 'the elderly' is no population"),
        ({**ACCEPT, "decision": "correct", "corrected_dose": "a lot"}, "corrected_dose: 'a lot' is no dose"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_and_the_others_go_in(
    desk: Desk, capsys: Caught, change: Change, said: str
) -> None:
    path = desk.fill(bosutinib=change, ponatinib=ACCEPT)
    capsys.readouterr()
    assert desk.read(path) == 1
    told = capsys.readouterr()
    (line,) = told.err.splitlines()
    assert line.startswith(f"cml-kg: {path}: line 2: ")
    assert said in line
    assert "1 new" in told.out
    assert desk.decisions.read_text().count("Ada Example") == 1


def test_the_same_table_again_changes_nothing(desk: Desk, capsys: Caught) -> None:
    path = desk.fill(bosutinib=REJECT, ponatinib=ACCEPT)
    assert desk.read(path) == 0
    before = desk.decisions.read_bytes()
    capsys.readouterr()
    assert desk.read(path) == 0
    assert "0 new, 0 changed, 2 as before" in capsys.readouterr().out
    assert desk.decisions.read_bytes() == before


@pytest.mark.slow
def test_a_curator_may_think_again(desk: Desk, capsys: Caught) -> None:
    desk.read(desk.fill(bosutinib=REJECT))
    capsys.readouterr()
    assert desk.read(desk.fill(bosutinib={**ACCEPT, "reason": ""})) == 0
    assert "0 new, 1 changed" in capsys.readouterr().out
    assert desk.decisions.read_text().count("Ada Example") == 1
    desk.build()
    assert "bosutinib" in {row["agent"] for row in desk.ask("claims")}


@pytest.mark.slow
def test_curators_who_disagree_are_named_and_nothing_is_decided(desk: Desk, capsys: Caught) -> None:
    desk.read(desk.fill(bosutinib=REJECT))
    capsys.readouterr()
    assert desk.read(desk.fill(bosutinib={**ACCEPT, "reviewer": "Bo Sample"})) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "curators do not agree" in line
    assert "Ada Example: reject" in line
    assert "Bo Sample: accept" in line
    desk.build()
    assert "bosutinib" in {row["agent"] for row in desk.ask("claims")}
    assert "Curators do not agree on a claim" in desk.report()
    assert desk.read(desk.fill_both(REJECT)) == 0
    desk.build()
    assert "bosutinib" not in {row["agent"] for row in desk.ask("claims")}


def test_the_same_curator_twice_in_a_table(desk: Desk, capsys: Caught) -> None:
    rows = desk.export()
    rows = [rows[0] | ACCEPT, rows[0] | REJECT]
    capsys.readouterr()
    assert desk.read(desk.save(rows)) == 1
    assert "the same curator decides about this claim twice" in capsys.readouterr().err


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "cp1252"), ("\t", "utf-16"), (",", "utf-8")])
def test_tables_of_other_spreadsheets(desk: Desk, delimiter: str, encoding: str) -> None:
    path = desk.save([row | ACCEPT for row in desk.export()], delimiter=delimiter)
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode(encoding))
    assert desk.read(path) == 0
    assert desk.decisions.read_text().count("Ada Example") == 3


def test_numbers_that_a_spreadsheet_rewrote(desk: Desk) -> None:
    text = "MMR was achieved by 46.50% of patients with dasatinib at 12 months."
    desk.write("three.txt", f"Dasatinib\n\n{text}\n")
    desk.build()
    rows = [row for row in desk.export() if row["value"]]
    assert [row["value"] for row in rows] == ["46.5"]
    assert desk.read(desk.save([rows[0] | ACCEPT | {"value": "46,50"}])) == 0


def test_no_cell_is_a_formula_and_the_quote_comes_back(desk: Desk) -> None:
    quote = "=Bosutinib is effective in patients with CML."
    desk.write("three.txt", f"Bosutinib\n\n{quote}\n")
    desk.build()
    rows = desk.export()
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    (row,) = [row for row in rows if row["article"] == "three"]
    assert row["quote"] == f"'{quote}"
    assert desk.read(desk.save([row | {**REJECT, "reason": "=HYPERLINK(1)"}])) == 0
    assert f"\t{quote}\t" in desk.decisions.read_text()
    (again,) = [row for row in desk.export() if row["article"] == "three"]
    assert again["reason"] == "'=HYPERLINK(1)"


def test_what_is_no_table_of_decisions(desk: Desk, capsys: Caught) -> None:
    other = desk.folder / "other.csv"
    other.write_text("a,b\n1,2\n")
    assert desk.read(other) == 2
    assert "has no column id, article" in capsys.readouterr().err
    assert desk.read(desk.folder / "nothing.csv") == 2
    capsys.readouterr()
    desk.read(desk.fill(bosutinib=ACCEPT))
    text = desk.decisions.read_text()
    desk.decisions.write_text(text.replace("\taccept\t", "\tperhaps\t"))
    capsys.readouterr()
    assert desk.build() == 2
    assert "line 2 is no decision" in capsys.readouterr().err
    assert main(["build", str(desk.folder / "in"), "-o", str(desk.graph), "--decisions", "nowhere.tsv"]) == 2
