"""Every sentence of the case files makes just the claims written below it."""

from pathlib import Path

import pytest

from kg.terminology.terms import Terms
from tests.relate.cases import Case, claims_of, read_cases, rows_of

FOLDER = Path(__file__).parent / "cases"
CASES = list(read_cases(FOLDER))


@pytest.mark.parametrize("case", CASES, ids=[case.place for case in CASES])
def test_case(case: Case, terms: Terms) -> None:
    found = rows_of(claims_of(case.text, terms, case.title))
    assert sorted(found) == sorted(case.rows), case.text


def test_every_case_file_is_read() -> None:
    texts = sum(
        line.startswith(">") and not line.startswith(">>")
        for file in FOLDER.glob("*.txt")
        for line in file.read_text().splitlines()
    )
    assert len(CASES) == texts >= 60
