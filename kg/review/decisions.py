"""The file of decisions: a line a decision, sorted, so that versions of it compare well.

A decision is known by what it is about (the article, the sentence, the claim in the columns of the evidence
table) and by who made it, and by nothing that a build made up.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kg.columns.cells import key, plain
from kg.errors import InputError
from kg.model import CLAIM_COLUMNS, Decision, Record, Verdict
from kg.review.table import replace

CORRECTED = tuple(f"corrected_{column}" for column in CLAIM_COLUMNS)
EMPTIED = "none"
"""What a corrected cell says that should be empty."""
_COLUMNS = ("article", *CLAIM_COLUMNS, "quote", "decision", *CORRECTED, "reviewer", "time", "reason")
Name = tuple[str, str]
"""What a decision is about, and who made it."""


def place(folder: Path) -> Path:
    """Where a graph's decisions are, unless the user says otherwise."""
    return folder / "curated" / "decisions.tsv"


def name(decision: Decision) -> Name:
    """What it is about, and who made it: one decision has one such name."""
    return about(decision), plain(decision.reviewer)


def about(decision: Decision) -> str:
    """What it is about."""
    return key(decision.article, decision.columns, decision.quote)


@dataclass(slots=True)
class Decisions:
    """All decisions, each under its name."""

    found: dict[Name, Decision] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Decisions":
        """Those of a file; InputError names the line that is none."""
        decisions = cls()
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or error
            raise InputError(f"it cannot be read ({why})", file=str(path)) from None
        reader = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
        if reader.fieldnames is None or set(_COLUMNS) - set(reader.fieldnames):
            raise InputError("this is no file of decisions", file=str(path), mend="see `cml-kg review`")
        for row in reader:
            try:
                decision = _decision({column: row[column] or "" for column in _COLUMNS})
            except (TypeError, ValueError):
                problem = f"line {reader.line_num} is no decision"
                raise InputError(problem, file=str(path), mend="correct the line, or take it out") from None
            decisions.found[name(decision)] = decision
        return decisions

    def write(self, path: Path) -> None:
        """All of them, sorted."""
        lines = sorted(_line(decision) for decision in self.found.values())
        replace(path, "".join(f"{line}\n" for line in ("\t".join(_COLUMNS), *lines)))

    def by_article(self) -> Mapping[str, list[Decision]]:
        """Those of each article, under the name that the decisions have for it."""
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in self:
            found[decision.article].append(decision)
        return found

    def conflicts(self) -> list[list[Decision]]:
        """Decisions of several curators about the same claim that are not the same."""
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in self:
            found[about(decision)].append(decision)
        return [group for group in found.values() if settled(group) is None]

    def __iter__(self) -> Iterator[Decision]:
        return iter(sorted(self.found.values(), key=_line))


def settled(decisions: Iterable[Decision]) -> Decision | None:
    """The first of several that say the same; None where they do not, or where there is none."""
    given = sorted(decisions, key=lambda decision: (decision.time, decision.reviewer))
    said = {(decision.verdict, tuple(map(plain, decision.corrected))) for decision in given}
    return given[0] if len(said) == 1 else None


def names_of(record: Record) -> tuple[str, ...]:
    """Every name under which a decision may know an article."""
    return tuple(dict.fromkeys(name for name in (record.key, record.pmid, record.doi) if name))


def corrections(columns: tuple[str, ...], cells: Iterable[str]) -> tuple[str, ...]:
    """The claim as it should be: empty cells keep what was read."""
    pairs = zip(columns, cells, strict=True)
    return tuple("" if plain(cell) == EMPTIED else " ".join(cell.split()) or before for before, cell in pairs)


def changes(decision: Decision) -> tuple[str, ...]:
    """The cells of ``CORRECTED`` that come to the correction."""
    pairs = zip(decision.columns, decision.corrected or decision.columns, strict=True)
    return tuple("" if before == after else after or EMPTIED for before, after in pairs)


def _decision(row: Mapping[str, str]) -> Decision:
    columns, verdict = tuple(row[column] for column in CLAIM_COLUMNS), Verdict(row["decision"])
    corrected = corrections(columns, (row[column] for column in CORRECTED))
    datetime.strptime(row["time"], "%Y-%m-%dT%H:%M:%SZ")
    if not (row["article"] and row["quote"] and row["reviewer"]):
        raise ValueError("a decision says what it is about and who made it")
    return Decision(
        article=row["article"],
        columns=columns,
        quote=row["quote"],
        verdict=verdict,
        reviewer=row["reviewer"],
        time=row["time"],
        reason=row["reason"],
        corrected=corrected if verdict is Verdict.CORRECT else (),
    )


def _line(decision: Decision) -> str:
    cells = (decision.article, *decision.columns, decision.quote, decision.verdict.value, *changes(decision))
    told = (*cells, decision.reviewer, decision.time, decision.reason)
    return "\t".join(" ".join(cell.split()) for cell in told)
