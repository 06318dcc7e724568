"""The formats of an answer."""

import csv
import io
import json
from decimal import Decimal

import pytest

from kg.query.table import FORMATS, Table

SENTENCE = 'He said "no", and\nthen [bold]left[/bold]\tto see 2‑fold effects.'
TABLE = Table(
    ("agent", "amount", "claims", "negated", "sentence"),
    (("a + b", Decimal("0.50"), 3, False, SENTENCE), (None, Decimal("100"), 0, True, "Short.")),
)


def written(name: str, table: Table = TABLE) -> str:
    stream = io.StringIO(newline="")
    FORMATS[name](table, stream)
    return stream.getvalue()


def test_csv_follows_rfc_4180() -> None:
    text = written("csv")
    assert text.startswith(
        'agent,amount,claims,negated,sentence\r\na + b,0.50,3,false,"He said ""no"", and\n'
    )
    assert text.endswith(",100,0,true,Short.\r\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[1][4] == SENTENCE


def test_tsv_keeps_one_line_a_row() -> None:
    lines = written("tsv").splitlines()
    assert [line.count("\t") for line in lines] == [4, 4, 4]
    assert lines[1].endswith('He said "no", and then [bold]left[/bold] to see 2‑fold effects.')


def test_json_is_a_list_of_objects_with_numbers_and_nulls() -> None:
    rows = json.loads(written("json"))
    assert rows[0] == {"agent": "a + b", "amount": 0.5, "claims": 3, "negated": False, "sentence": SENTENCE}
    assert rows[1]["agent"] is None
    assert "‑" in written("json")


def test_the_terminal_table_wraps_and_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    long = Table(
        ("group", "sentence"), (("effective", "word " * 40 + "last"), ("investigated", "[red]x[/red]"))
    )
    text = written("table", long)
    assert max(map(len, text.splitlines())) <= 70
    assert text.count("word") == 40
    assert "last" in text
    assert "[red]x[/red]" in text


def test_columns_that_say_nothing_are_left_out_of_the_terminal_only() -> None:
    table = Table(("agent", "dose"), (("imatinib", None),))
    assert "dose" not in written("table", table)
    assert written("csv", table) == "agent,dose\r\nimatinib,\r\n"


def test_no_row_means_not_stated() -> None:
    nothing = Table(("agent",), ())
    assert written("table", nothing).startswith("Not stated")
    assert written("csv", nothing) == "agent\r\n"
    assert json.loads(written("json", nothing)) == []
