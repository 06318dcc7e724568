"""Tables as spreadsheets write them, safe to open."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.readers.source import decode

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_DELIMITERS = "\t;,"
Rows = list[tuple[int, dict[str, str]]]


def write(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """CSV, or TSV by its suffix, with the mark by which spreadsheets know UTF-8; whole or not at all."""
    text = io.StringIO(newline="")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(row.get(column, "")) for column in columns] for row in rows)
    replace(path, "\ufeff" + text.getvalue())


def read(path: Path, needed: Iterable[str]) -> Rows:
    """(line, row) pairs of a table with a header; comma, semicolon or tab; InputError where it is none."""
    data = path.read_bytes()
    try:
        text = decode(data).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} is not valid UTF-8"
        raise InputError(problem, file=str(path), mend="save it as CSV UTF-8") from None
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        lines = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        problem = f"line {reader.line_num}: {error}"
        raise InputError(problem, file=str(path), mend="save it again as CSV UTF-8") from None
    header = [cell.strip().lower() for cell in lines[0][1]] if lines else []
    missing = [column for column in needed if column not in header]
    if missing:
        problem = f"the table has no column {', '.join(missing)}"
        raise InputError(problem, file=str(path), mend="keep the columns of `cml-kg review export`")
    return [(line, dict(zip(header, map(unguarded, row), strict=False))) for line, row in lines[1:]]


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("46")
    ("'=1+1", '46')
    """
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before it was guarded, in one line.

    >>> unguarded("'=1+1"), unguarded(" 'tis ")
    ('=1+1', "'tis")
    """
    text = " ".join(cell.split())
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text


def replace(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
