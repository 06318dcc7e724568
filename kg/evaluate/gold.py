"""Reads gold: tables in the columns of the evidence table, and annotated PubTator or BioC files."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.evaluate.layouts import CLAIMS, LAYOUTS, Layout, Row
from kg.evaluate.spans import GoldMention, annotated, is_annotated
from kg.model import DIRECTIONS, ClaimKind, MentionType, Status
from kg.readers.source import decode

_SUFFIXES = {".tsv", ".csv", ".json", ".pubtator"}
_MENTION = ("article", "start", "end", "type")
_CERTAINTIES = {Status.ASSERTED.value, Status.HEDGED.value}


@dataclass(slots=True)
class Gold:
    """What annotators found; an article with nothing in a table has an empty list there, and is scored."""

    rows: dict[str, dict[str, list[Row]]] = field(default_factory=dict)
    """Rows by article, by the name of their layout."""
    mentions: dict[str, list[GoldMention]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    """How many annotations are of a type that the graph does not have."""

    def articles(self) -> set[str]:
        """Every article that any of the tables names."""
        return {article for table in self.rows.values() for article in table} | self.mentions.keys()


def read_gold(paths: Sequence[Path]) -> Gold:
    """The gold of files and folders together; InputError names what cannot be used.

    A table is known by its header, not by its name. An article in which there is nothing to find has one row,
    with nothing but its article.
    """
    gold = Gold()
    for path in paths:
        for file in _files(path):
            data = file.read_bytes()
            try:
                text = decode(data)
            except UnicodeDecodeError as error:
                problem = f"byte {error.start} is not valid UTF-8"
                raise InputError(problem, file=str(file), mend="save the file as UTF-8") from None
            if is_annotated(data, file.name):
                mentions, left_out = annotated(file, data)
                for article, found in mentions.items():
                    gold.mentions.setdefault(article, []).extend(found)
                for name, count in left_out.items():
                    gold.left_out[name] = gold.left_out.get(name, 0) + count
            else:
                _table(gold, str(file), text)
    return gold


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.iterdir() if file.suffix.lower() in _SUFFIXES and file.is_file())
    if not files:
        problem = "the folder holds no gold"
        raise InputError(
            problem, file=str(path), mend=f"give files that end in {', '.join(sorted(_SUFFIXES))}"
        )
    return files


def _table(gold: Gold, file: str, text: str) -> None:
    head = next((line for line in text.splitlines() if line.strip()), "")
    columns, rows = _rows(file, text, tabs="\t" in head)
    if set(_MENTION) <= set(columns):
        for number, row in rows:
            mentions = gold.mentions.setdefault(_article(file, number, row), [])
            if any(row[column] for column in _MENTION[1:]):
                mentions.append(_mention(file, number, row))
        return
    layout = next((layout for layout in LAYOUTS if set(layout.columns) <= set(columns)), None)
    if layout is None:
        nearest = max(LAYOUTS, key=lambda layout: len(set(layout.columns) & set(columns)))
        missing = ", ".join(name for name in nearest.columns if name not in columns)
        problem = f"the table has no column {missing}"
        raise InputError(problem, file=file, mend="name the columns as the evidence table does")
    table = gold.rows.setdefault(layout.name, {})
    for number, row in rows:
        found = table.setdefault(_article(file, number, row), [])
        if any(row[column] for column in layout.columns):
            _check(layout, file, number, row)
            found.append(Row(layout.cells(row), " ".join((row.get("quote") or "").split())))


def _rows(file: str, text: str, tabs: bool) -> tuple[list[str], list[tuple[int, Mapping[str, str]]]]:
    """The header, and (line, row) pairs; in tab-separated text a quotation mark is a mark like any other."""
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE) if tabs else csv.reader(stream)
    try:
        filled = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    except csv.Error as error:
        raise InputError(f"line {reader.line_num}: {error}", file=file, mend="correct the line") from None
    header = filled[0][1] if filled else []
    if "article" not in header:
        problem = "this is no gold table, with a column article, and no PubTator or BioC JSON"
        raise InputError(problem, file=file, mend="put the names of the columns into the first line")
    for number, row in filled[1:]:
        if len(row) > len(header):
            problem = f"line {number} has more cells than the header"
            raise InputError(problem, file=file, mend="correct the line")
    blank = [""] * len(header)
    return header, [(number, dict(zip(header, [*row, *blank], strict=False))) for number, row in filled[1:]]


def _article(file: str, number: int, row: Mapping[str, str]) -> str:
    if not row["article"]:
        raise InputError(f"line {number} names no article", file=file, mend="give its PMID, DOI or file stem")
    return row["article"]


def _mention(file: str, number: int, row: Mapping[str, str]) -> GoldMention:
    if not (row["start"].isdigit() and row["end"].isdigit()) or row["type"] not in set(MentionType):
        problem = f"line {number} has no offsets, or a type that is none"
        raise InputError(problem, file=file, mend=f"types are {', '.join(MentionType)}")
    start, end = int(row["start"]), int(row["end"])
    return GoldMention(row["type"], frozenset({row["type"]}), start, end, row.get("text") or "")


def _check(layout: Layout, file: str, number: int, row: Mapping[str, str]) -> None:
    """A claim says only what the evidence table knows, so that a slip of the pen is no missed claim."""
    if layout is not CLAIMS:
        return
    for problem, mend in _slips(row):
        raise InputError(f"line {number}: {problem}", file=file, mend=mend)


def _slips(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if row["kind"] not in set(ClaimKind):
        yield f"there is no kind '{row['kind']}'", f"kinds are {', '.join(ClaimKind)}"
        return
    directions = DIRECTIONS[ClaimKind(row["kind"])]
    if row["direction"] not in directions:
        named = ", ".join(sorted(directions))
        yield f"{row['kind']} has no direction '{row['direction']}'", f"its directions are {named}"
    if row["certainty"] not in _CERTAINTIES:
        yield f"there is no certainty '{row['certainty']}'", "write asserted or hedged"
