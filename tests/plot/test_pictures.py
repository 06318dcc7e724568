"""The pictures: what is in them, and what they say of what is not."""

from decimal import Decimal
from typing import Any

import pytest
from matplotlib.text import Text

from kg.errors import QueryError
from kg.graph.store import GraphStore
from kg.plot.catalogue import PICTURES
from kg.plot.make import Drawn, draw
from kg.plot.sheet import Sheet, settings
from kg.query import Table, questions
from kg.query.table import Cell

COMPARED = "agent dose direction comparator comparator_dose outcome certainty article start"
VALUES: dict[str, dict[str, str]] = {"doses": {"drug": "dasatinib"}}


def words(drawn: Drawn | Any) -> list[str]:
    """Every text of the figure that is seen."""
    figure = drawn.figure
    return [text.get_text() for text in figure.findobj(Text) if text.get_text() and text.get_visible()]


def table(columns: str, *rows: tuple[Cell, ...]) -> Table:
    return Table(tuple(columns.split()), rows)


def drawn_from(name: str, *tables: Table) -> Sheet:
    with settings():
        sheet = Sheet()
        assert PICTURES[name].draw(sheet, tables)
        sheet.finish(PICTURES[name].SUMMARY)
    return sheet


@pytest.mark.parametrize("name", PICTURES)
def test_each_is_drawn_the_same_each_time_as_svg_and_png(name: str, store: GraphStore) -> None:
    drawn = draw(store, name, VALUES.get(name))
    assert drawn.stated
    svg = drawn.write("svg")
    assert svg == draw(store, name, VALUES.get(name)).write("svg")
    assert b"<svg" in svg[:600]
    assert PICTURES[name].SUMMARY.encode() in svg
    assert b"<script" not in svg
    assert b"<dc:date>" not in svg
    assert drawn.write("png").startswith(b"\x89PNG")
    assert len(drawn.tables) == len(PICTURES[name].QUESTIONS)


@pytest.mark.parametrize("name", PICTURES)
def test_each_says_so_where_nothing_is_stated(name: str, empty: GraphStore) -> None:
    drawn = draw(empty, name, VALUES.get(name))
    assert any("Not stated in these articles" in text for text in words(drawn))
    assert drawn.stated == (name == "mutations")  # curated background is there, and told apart
    assert drawn.write("svg")


def test_every_picture_is_of_saved_questions() -> None:
    for picture in PICTURES.values():
        assert set(picture.QUESTIONS) <= set(questions())


def test_a_comparison_points_at_the_better_one_once_for_both_ways_of_saying_it(store: GraphStore) -> None:
    told = words(draw(store, "comparisons"))
    assert {"dasatinib 70 mg twice daily", "imatinib 400 mg once daily", "efficacy", "tolerability"} <= set(
        told
    )
    assert any("3 sentences of 2 articles" in text for text in told)
    sheet = drawn_from(
        "comparisons",
        table(
            COMPARED,
            ("a", None, "better", "b", None, "efficacy", "asserted", "1", 1),
            ("b", None, "worse", "a", None, "efficacy", "asserted", "2", 1),
        ),
    )
    axes = sheet.figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["a"]
    assert [line.get_marker() for line in axes.lines if line.get_marker() in "<>s"] == ["<"]
    assert "2" in words(sheet)


def test_literature_and_published_numbers_are_told_apart(store: GraphStore) -> None:
    drawn = draw(store, "mutations", {"mutation": "T315I"})
    told = words(drawn)
    assert {"T315I", "dasatinib", "articles: resistant", "no IC50 here"} <= set(told)
    assert any(text.startswith("published IC50") for text in told)
    marks = [line for line in drawn.figure.axes[0].lines if line.get_marker() == "^"]
    assert len(marks) == 1


def test_a_dose_without_a_frequency_has_no_daily_total(store: GraphStore) -> None:
    told = words(draw(store, "doses", {"drug": "dasatinib"}))
    assert "140 a day, 1 article" in told
    assert "20, 1 article" in told
    assert not any(text.startswith("20 a day") for text in told)


def test_an_interval_is_drawn_only_where_it_is_stated() -> None:
    columns = "outcome timepoint agent dose value counted in_all low high level unit certainty article start"
    precise = 12, 26, Decimal(41), Decimal(52), Decimal(95)
    rates = table(
        columns,
        (
            "MMR",
            "12 months",
            "dasatinib",
            "100 mg once daily",
            Decimal(46),
            *precise,
            "%",
            "asserted",
            "1",
            1,
        ),
        ("CCyR", "24 months", "nilotinib", None, Decimal(80), *[None] * 5, "%", "hedged", "2", 1),
        ("OS", None, "nilotinib", None, Decimal("5.5"), *[None] * 5, "a", "asserted", "2", 9),
    )
    sheet = drawn_from("rates", rates)
    told = words(sheet)
    assert {
        "46 % (41–52)",
        "80 %",
        "MMR",
        "CCyR",
        "95 % confidence interval",
        "hollow: hedged",
        "12/26 · PMID 1",
    } <= set(told)
    assert "dasatinib 100 mg once daily, 12 months" in told
    assert any("1 result in other units is in the table." in text for text in told)
    spans = [list(line.get_xdata()) for line in sheet.figure.axes[0].lines if len(line.get_xdata()) == 2]
    assert spans == [[41.0, 52.0]]


def test_an_interval_is_read_from_the_sentence_to_the_picture(store: GraphStore) -> None:
    told = words(draw(store, "rates"))
    assert {"46 % (41–52)", "80 %", "95 % confidence interval"} <= set(told)


def test_years_and_kinds_count_every_claim_once(store: GraphStore) -> None:
    assert any(text.startswith("efficacy ") for text in words(draw(store, "years")))
    total = next(text for text in words(draw(store, "kinds")) if "each counted once" in text)
    solutions = store.query("SELECT * { ?c a <https://w3id.org/cml-kg/ontology#Claim> }")
    assert total.startswith(f"{len(list(solutions))} claims")  # type: ignore[arg-type]


def test_thousands_of_claims_are_drawn_up_to_a_said_remainder() -> None:
    pairs = (
        (f"drug {n}", None, "better", f"drug {n + 1}", None, f"outcome {n % 40}", "asserted", f"{n % 900}", n)
        for n in range(3000)
    )
    sheet = drawn_from("comparisons", table(COMPARED, *pairs))
    assert len(sheet.figure.axes[0].get_yticklabels()) == 30
    assert any("2,970 more pairs are in the table." in text for text in words(sheet))
    rates = (
        (f"outcome {n % 9}", f"{n % 60} months", f"drug {n % 30}", Decimal(n % 100), "%", "hedged", f"{n}", n)
        for n in range(3000)
    )
    sheet = drawn_from("rates", table("outcome timepoint agent value unit certainty article start", *rates))
    assert any("2,955 more rates are in the table." in text for text in words(sheet))


def test_markup_and_formulas_in_labels_stay_text() -> None:
    name = "<script>alert(1)</script> $\\frac{1}{0}$ -->"
    row = (name, None, "better", name + "2", None, name, "asserted", "1", 1)
    sheet = drawn_from("comparisons", table(COMPARED, row))
    assert b"<script" not in Drawn(name, sheet.figure, (), (), True).write("svg")
    assert name in words(sheet)


def test_what_it_cannot_draw_it_says(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"there is no picture comparison .try comparisons"):
        draw(store, "comparison")
    with pytest.raises(QueryError, match="needs a value for drug"):
        draw(store, "doses")
    with pytest.raises(QueryError, match=r"has no parameter colour .parameters: drug"):
        draw(store, "years", {"colour": "red"})
    with pytest.raises(QueryError, match="did you mean dasatinib"):
        draw(store, "doses", {"drug": "dasatinip"})
