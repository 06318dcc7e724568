"""RIS, as Zotero, EndNote, Scopus, Web of Science, PMC and publishers write it: "TI  - A title"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.model import Record
from kg.readers import fields, loose
from kg.readers.draft import RETRACTED, Draft
from kg.readers.lines import LONGEST, TOO_LONG, Line, lines
from kg.readers.source import Source, decode

_TAG = re.compile(r"\s?([A-Z][A-Z0-9])(?: {1,2}|\t)-(?:\s(.*))?")
_BEGIN = re.compile(r"^[^\S\n]*TY(?: {1,2}|\t)-", re.MULTILINE)
_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?")
_PUBMED = re.compile(r"pubmed|medline|nlm|europe pmc", re.IGNORECASE)
_READ = frozenset({
    "TY", "ER", "TI", "T1", "CT", "BT", "ST", "AB", "N2", "AU", "A1", "JF", "T2", "JO", "JA", "J2", "J1",
    "VL", "VO", "IS", "CP", "SP", "EP", "PY", "Y1", "DA", "DO", "LA", "KW", "M3", "AN", "PM",
})  # fmt: skip
"""Tags whose values are not repeated among what else the record states."""


def recognise(head: bytes, name: str) -> bool:
    """A line that begins with "TY  -"."""
    return bool(_BEGIN.search(decode(head, errors="ignore")))


def read(source: Source) -> Iterator[Record | InputError]:
    """Every record between TY and ER; one that the file breaks off in is an error."""
    return tagged(source, _TAG, "TY", frozenset({"AU", "A1", "KW"}), draft)


def tagged(
    source: Source,
    pattern: re.Pattern[str],
    begin: str,
    listed: frozenset[str],
    draft: Callable[["Entry"], Draft],
) -> Iterator[Record | InputError]:
    """Records of lines with a tag and a value, from a tag ``begin`` to ER; the next one ends it as well.

    ``listed`` are the tags whose further lines are further values.
    """
    number = 0
    entry: Entry | None = None
    for line in lines(source):
        tag = pattern.fullmatch(line.text.rstrip()) if not line.problem else None
        if tag and tag[1] == begin:
            if entry:
                yield entry.record(source, number, draft)
            number += 1
            entry = Entry()
        if not entry:
            continue  # what services write between records
        if tag and tag[1] == "ER":
            yield entry.record(source, number, draft)
            entry = None
        else:
            entry.take(line, tag[1] if tag else "", (tag[2] or "") if tag else line.text, listed)
    if entry:
        problem = "the record has no ER line: the file may be cut off"
        yield source.error(problem, record=entry.name(number), mend='export it again, or add a line "ER  - "')
    elif not number:
        yield source.error(f"no record begins with {begin}", mend="export it again")


@dataclass(slots=True)
class Entry:
    """The tags of one record and their values."""

    values: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""
    size: int = 0
    problem: str = ""
    mend: str = ""

    def take(self, line: Line, tag: str, value: str, listed: frozenset[str]) -> None:
        """One more line; without a ``tag`` it continues the last one."""
        self.size += len(line.text)
        if self.size > LONGEST or line.problem:
            long = f"the record has more than {LONGEST // 1_000_000} million characters"
            self.problem = self.problem or line.problem or long
            self.mend = self.mend or line.mend or TOO_LONG
        elif tag:
            self.last = tag
            self.values.setdefault(tag, []).append(value.strip())
        elif self.last and value.strip():
            if self.last in listed:
                self.values[self.last].append(value.strip())
            else:
                self.values[self.last][-1] += "\n" + value.strip()

    def first(self, *tags: str) -> str:
        """The first value of the first of these tags that has one."""
        return next((value for tag in tags for value in self.values.get(tag, ()) if value), "")

    def all(self, *tags: str) -> list[str]:
        """Every value of the first of these tags that has any."""
        return next((found for tag in tags if (found := [v for v in self.values.get(tag, ()) if v])), [])

    def name(self, number: int) -> str:
        """What a message calls the record."""
        return self.first("DO", "DI", "TI", "T1")[:80] or f"number {number}"

    def record(self, source: Source, number: int, draft: Callable[["Entry"], Draft]) -> Record | InputError:
        """The record, or what is wrong with it."""
        if self.problem:
            return source.error(self.problem, record=self.name(number), mend=self.mend)
        return draft(self).record(source, number)


def draft(entry: Entry) -> Draft:
    """What the tags say."""
    title = loose.line(entry.first("TI", "T1", "CT", "BT", "ST"))
    notes = [value for tag in ("N1", "C1", "C2", "UR", "L2", "LK") for value in entry.values.get(tag, ())]
    types = [value for value in entry.all("M3") if "10." not in value]
    if "Retracted" in types:
        types.append(RETRACTED)
    start, end = entry.first("SP"), entry.first("EP")
    return Draft(
        title=title,
        abstract=loose.abstract(entry.first("AB", "N2")),
        authors=[loose.author(name) for name in entry.all("AU", "A1")],
        journal=loose.line(entry.first("JF", "T2", "JO", "JA", "J2", "J1")),
        volume=entry.first("VL", "VO"),
        issue=entry.first("IS", "CP"),
        pages=f"{start}-{end}" if end and "-" not in start else start,
        date=date(entry.first("PY", "Y1"), entry.first("DA", "Y1")),
        language=entry.first("LA"),
        article_types=types,
        keywords=[item for value in entry.all("KW") for item in loose.items(value)],
        pmid=_pmid(entry, notes),
        pmcid=loose.noted("pmcid", [*entry.values.get("C2", ()), *notes]),
        doi=entry.first("DO") or loose.noted("doi", [*notes, *(f"doi:{m3}" for m3 in entry.all("M3"))]),
        other=[(tag, value) for tag, values in entry.values.items() if tag not in _READ for value in values],
    )


def date(year: str, day: str) -> str:
    """``2008///`` and ``2008/06/15/``: 2008-06-15; a day of another year is that of the export."""
    stated = [_date(text) for text in (year, day)]
    if stated[0] and not stated[1] and day:
        stated[1] = fields.iso_date(f"{stated[0][:4]} {day}")  # "JUN 15"
    fitting = [text for text in stated if text.startswith(stated[0][:4])]
    return max(fitting, key=len)


def _date(text: str) -> str:
    found = _DATE.match(text)
    return fields.iso_date("-".join(filter(None, found.groups()))) if found else fields.iso_date(text)


def _pmid(entry: Entry, notes: Sequence[str]) -> str:
    """Accession numbers are PMIDs in PubMed's records only; Scopus has them in C2."""
    origin = " ".join([*entry.values.get("DB", ()), *entry.values.get("DP", ())])
    if stated := entry.first("PM"):
        return stated
    accession = entry.first("AN")
    if accession.isdecimal() and (not origin or _PUBMED.search(origin)):
        return accession
    if "scopus" in origin.lower() and entry.first("C2").isdecimal():
        return entry.first("C2")
    return loose.noted("pmid", [accession, *notes])
