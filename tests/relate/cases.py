"""Reads the case files that curators write (see cases/README.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.extract.extractor import Extractor
from kg.model import Agent, Claim, Record
from kg.relate.reader import read_claims
from kg.terminology.terms import Terms
from kg.text.sentences import sentences

COLUMNS = (
    "agent", "dose", "comparator", "comparator_dose", "population", "outcome", "direction", "value", "unit",
    "timepoint", "certainty",
)  # fmt: skip

Row = tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """A text and the claims that it makes."""

    place: str
    title: str
    text: str
    rows: tuple[Row, ...]


def read_cases(folder: Path) -> Iterator[Case]:
    """Every case of every file of the folder."""
    for file in sorted(folder.glob("*.txt")):
        title, pending, place = "", "", ""
        lines: list[str] = []
        rows: list[Row] = []
        for number, line in enumerate([*file.read_text().splitlines(), "> "], start=1):
            if line.startswith((">", "^")) and not line.startswith(">>") and lines:
                yield Case(place, title, " ".join(lines), tuple(rows))
                title, lines, rows = "", [], []
            if line.startswith("^"):
                pending = line[1:].strip()
            elif line.startswith(">"):
                if not line.startswith(">>"):
                    title, pending, place = pending, "", f"{file.name}:{number}"
                lines.append(line.lstrip("> ").strip())
            elif line.strip() and not line.startswith("#"):
                rows.append(_row(line, f"{file.name}:{number}"))


def _row(line: str, place: str) -> Row:
    kind, *pairs = (part.strip() for part in line.split(";"))
    cells = dict.fromkeys(COLUMNS, "")
    cells["certainty"] = "asserted"
    if kind == "efficacy":
        cells["outcome"] = "efficacy"
    for pair in pairs:
        column, _, value = pair.partition(" ")
        assert column in COLUMNS, f"{place}: no column {column!r}"
        cells[column] = value.strip()
    return (kind, *(cells[column] for column in COLUMNS))


def rows_of(claims: tuple[Claim, ...]) -> list[Row]:
    """Claims in the notation of the cases."""
    return [
        (
            claim.kind.value,
            *_side(claim.agent),
            *_side(claim.comparator),
            "+".join(group.label for group in claim.population.groups) if claim.population else "",
            claim.outcome.label if claim.outcome else "",
            claim.direction,
            "" if claim.value is None else str(claim.value),
            claim.unit,
            claim.timepoint,
            claim.status.value,
        )
        for claim in claims
    ]


def _side(agent: Agent | None) -> tuple[str, str]:
    if agent is None:
        return "", ""
    return agent.label, agent.dose.label if agent.dose else ""


def claims_of(text: str, terms: Terms, title: str = "") -> tuple[Claim, ...]:
    """The claims that a text makes."""
    record = Record(key="case", title=title, abstract=text, file="case.txt", format="plain-text", digest="")
    return read_claims(sentences(record), Extractor(terms).extract(record.text), terms)
