"""Several records of one work as one.

A service's later version of a record stands for its earlier ones. Of two values the richer is kept: the
longer text, the more precise date, the longer list of authors, the journal's full name; of equally rich ones,
that of the record which states most. Lists are joined. Values that cannot both be right are noted, with both.
The order of the records has no say in it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from kg.model import Author, Conflict, Record, Section
from kg.readers.draft import SUFFIXES
from kg.readers.inputs import Read
from kg.readers.source import LeftOut

_LISTS = (
    "article_types", "keywords", "subjects", "citation_counts", "other", "trials", "grants", "notices",
)  # fmt: skip
_NO_LETTERS = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_ALIKE = 0.8
"""The share of the shorter abstract's words that the longer one has, if both are of one work."""
_SHOWN = 80
_SERVICES = {"medline": "pubmed-xml"}
"""Formats in which another one's service gives the same records."""
_UPDATE = re.compile(r"pubmed(\d\d)n(\d{4})\.xml", re.IGNORECASE)
"""The baseline and update files of PubMed: their names have the year, and a number in the order of making."""


def combined(reads: Sequence[Read]) -> Read:
    """The one record of all."""
    if len(reads) == 1:
        return reads[0]
    by_rank = sorted(reads, key=_rank)
    earlier = [one for one in by_rank if any(follows(other.record, one.record) for other in by_rank)]
    ranked = [read for read in by_rank if read not in earlier]
    conflicts: list[Conflict] = []

    def best(name: str, rich: Callable[[Any], Any], agree: Callable[[Any, Any], bool]) -> Any:
        """The richest value of a field; another that does not agree is noted."""
        stated = [read.record for read in ranked if getattr(read.record, name) not in ("", (), None)]
        if not stated:
            return getattr(ranked[0].record, name)
        richest = max(stated, key=lambda record: rich(getattr(record, name)))  # the first of equals
        kept = getattr(richest, name)
        for record in (*stated, *(read.record for read in earlier)):
            value = getattr(record, name)
            if value not in ("", (), None) and not agree(kept, value):
                named = name.replace("_", " ")
                values = _shown(kept, value), _shown(value, kept)
                conflicts.append(Conflict(named, values[0], richest.origin, values[1], record.origin))
                break
        return kept

    title = best("title", len, _same_letters)
    abstract = best("abstract", len, _alike)
    body = best("body", len, lambda one, other: True)
    pages = best("start_page", lambda page: 0, _same_letters)
    ends = [read.record.end_page for read in ranked if read.record.start_page == pages]
    values: dict[str, Any] = {
        "authors": best("authors", _richness, _same_first),
        "journal": best("journal", len, _abbreviates),
        "volume": best("volume", lambda volume: 0, _same_letters),
        "issue": best("issue", len, _same_letters),
        "start_page": pages,
        "end_page": max(ends, key=len),
        "date": best("date", len, lambda one, other: one.startswith(other)),
        "language": best("language", len, lambda one, other: one[:2] == other[:2]),
        "peer_reviewed": best("peer_reviewed", lambda reviewed: 0, lambda one, other: one == other),
        **{name: best(name, lambda identifier: 0, lambda one, other: one == other)
           for name in ("pmid", "pmcid", "doi")},
        **{name: _joined(getattr(read.record, name) for read in ranked) for name in _LISTS},
        "mesh_headings": _headings(read.record for read in ranked),
        "revised": max(read.record.revised for read in ranked),
        "version": max(read.record.version or 0 for read in ranked) or None,
    }  # fmt: skip
    text = next(read for read in ranked if read.record.abstract == abstract)
    record = replace(
        text.record,
        key=values["pmid"] or values["doi"] or text.record.key,
        title=title,
        abstract=abstract,
        body=body,
        sections=_sections(
            text.record, next(read.record for read in ranked if read.record.body == body), title
        ),
        merged=tuple(read.record.origin for read in by_rank if read is not text),
        conflicts=tuple(conflicts),
        **values,
    )
    return Read(text.shown, record)


def letters(text: str) -> str:
    """Letters and digits alone, without case and accents: what is left when a text went through formats."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return _NO_LETTERS.sub("", plain.casefold())


def family_name(author: Author) -> str:
    """In plain letters; of a group, its whole name."""
    if author.collective:
        return letters(author.name)
    words = [word for word in author.name.split() if word.lower() not in SUFFIXES]
    return letters(words[-1]) if words else letters(author.name)


def _rank(read: Read) -> tuple[Any, ...]:
    """The record that states most comes first; then whatever makes the order sure, names of files last."""
    record = read.record
    stated = sum(getattr(record, field.name) not in ("", (), None) for field in fields(record))
    content = repr(replace(record, key="", file="", digest=""))
    return -stated, -len(record.text), record.format, content, record.digest, read.shown


def follows(one: Record | LeftOut, other: Record) -> bool:
    """Whether one is a later version of what the other is, of the same service."""
    if _service(one) != _service(other) or one.pmid != other.pmid or not one.pmid:
        return False
    if one.version and other.version and one.version != other.version:
        return one.version > other.version
    if one.revised and other.revised and one.revised != other.revised:
        return one.revised > other.revised
    first, second = _UPDATE.match(one.file), _UPDATE.match(other.file)
    return bool(first and second and first.groups() > second.groups())


def _service(record: Record | LeftOut) -> str:
    return _SERVICES.get(record.format, record.format)


def _same_letters(one: str, other: str) -> bool:
    return letters(one).lstrip("0") == letters(other).lstrip("0")


def _alike(one: str, other: str) -> bool:
    """Whether the words of the shorter abstract are mostly those of the longer."""
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(first & second) >= _ALIKE * min(len(first), len(second))


def _richness(authors: tuple[Author, ...]) -> tuple[int, int, int]:
    return len(authors), sum(len(author.name) for author in authors), sum(bool(a.orcid) for a in authors)


def _same_first(one: tuple[Author, ...], other: tuple[Author, ...]) -> bool:
    return family_name(one[0]) == family_name(other[0])


def _abbreviates(full: str, short: str) -> bool:
    """``N Engl J Med`` is The New England journal of medicine: every word begins a word, in order."""
    words = iter(map(letters, _WORD.findall(full)))
    parts = [letters(part) for part in _WORD.findall(short)]
    if all(any(word.startswith(part) for word in words) for part in parts):
        return True
    return letters(full).startswith(letters(short)) or letters(short) in letters(full)


def _joined(lists: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    """All items once; texts that differ in case alone are one."""
    found: dict[Any, Any] = {}
    for items in lists:
        for item in items:
            found.setdefault(item.casefold() if isinstance(item, str) else item, item)
    return tuple(found.values())


def _headings(records: Iterable[Record]) -> tuple[tuple[str, str], ...]:
    """MeSH headings once, with the identifier if any record has it."""
    found: dict[str, tuple[str, str]] = {}
    for record in records:
        for heading in record.mesh_headings:
            key = heading[1].casefold()
            found[key] = max(found.get(key, heading), heading, key=lambda pair: bool(pair[0]))
    return tuple(found.values())


def _sections(abstract: Record, body: Record, title: str) -> tuple[Section, ...]:
    """The sections of the abstract of one record and the body of another, where these now stand."""
    end = len(abstract.title) + 1 + len(abstract.abstract)
    begin = len(body.title) + len(body.abstract) + 2
    by = len(title) - len(abstract.title)
    there = len(title) + len(abstract.abstract) + 2 - begin
    return (
        *(_shifted(section, by) for section in abstract.sections if section.end <= end),
        *(_shifted(section, there) for section in body.sections if section.start >= begin),
    )


def _shifted(section: Section, by: int) -> Section:
    return replace(section, start=section.start + by, end=section.end + by)


def _shown(value: object, other: object) -> str:
    """The value as one line; of a long one, the part where it begins to differ from the other."""
    one, two = (
        ", ".join(author.name for author in it) if isinstance(it, tuple) else " ".join(str(it).split())
        for it in (value, other)
    )
    if len(one) <= _SHOWN:
        return one
    same = next((at for at, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, same - _SHOWN // 4)
    end = start + _SHOWN
    return "…" * (start > 0) + one[start:end].strip() + "…" * (end < len(one))
