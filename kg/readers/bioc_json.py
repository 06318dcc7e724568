"""BioC JSON, as PubTator and the BioC service of PMC give it: collections of documents made of passages.

Annotations, references and what is about the article's making are left out.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from kg.errors import InputError
from kg.model import Author, Record, Section
from kg.readers import fields, labels, loose
from kg.readers.draft import Draft
from kg.readers.json_objects import objects
from kg.readers.source import Source, decode

_LEFT_OUT = frozenset({
    "REF", "SUPPL", "ACK_FUND", "AUTH_CONT", "COMP_INT", "ABBR", "APPENDIX", "KEYWORD", "REVIEW_INFO",
    "TITLE", "ABSTRACT",
})  # fmt: skip
"""Parts that are no text of the article's body."""
_BETWEEN = "\n\n"
_NAMES = {"INTRO": "INTRODUCTION", "DISCUSS": "DISCUSSION", "CONCL": "CONCLUSIONS"}
_BEGINNING = r'\{(?=[^{}]*(?:\{[^{}]*\}[^{}]*)?"passages"\s*:)'
"""How a document begins: with "passages" before any object but its own infons."""
_KEY = re.compile(r'"(passages|documents|PubTator3)"\s*:')


def recognise(head: bytes, name: str) -> bool:
    """JSON with the key "documents", "passages" or "PubTator3"."""
    text = decode(head, errors="ignore").lstrip("\ufeff \t\r\n")
    return text.startswith(("{", "[")) and bool(_KEY.search(text))


def read(source: Source) -> Iterator[Record | InputError]:
    """A record a document, one at a time however long the file is."""
    number = 0
    for number, document in objects(source, _opening(source), _BEGINNING):
        if isinstance(document, InputError):
            yield document
            continue
        try:
            yield _draft(document).record(source, number)
        except (AttributeError, KeyError, TypeError):
            name = str(document.get("id") or f"number {number}")
            problem = "this is no document of BioC: an object with passages, each with a text"
            yield source.error(problem, record=name, mend="download it again")
    if not number:
        yield source.error("there are no documents in the file", mend="download it again")


def _opening(source: Source) -> str:
    """What documents stand behind: the first of the keys that the file has, or nothing."""
    with source.open() as stream:
        found = _KEY.search(decode(stream.read(65536), errors="ignore"))
    return "" if found is None or found[1] == "passages" else rf'"{found[1]}"\s*:\s*(?=[\[{{])'


def _draft(document: dict[str, Any]) -> Draft:
    passages = [_Passage(passage) for passage in document["passages"]]
    facts = _facts(document, passages)
    title = loose.line(" ".join(passage.text for passage in passages if passage.section == "TITLE"))
    body, sections = _body(
        [passage for passage in passages if passage.section not in _LEFT_OUT and passage.text]
    )
    name = str(document.get("id", ""))
    start, end = str(facts.get("fpage", "")), str(facts.get("lpage", ""))
    return Draft(
        title=title,
        abstract=_abstract([passage for passage in passages if passage.section == "ABSTRACT"]),
        body=body,
        body_sections=sections,
        authors=_authors(facts),
        journal=loose.line(str(facts.get("journal") or "")),
        volume=str(facts.get("volume") or ""),
        issue=str(facts.get("issue") or ""),
        pages=(f"{start}-{end}" if end else start) or str(facts.get("elocation-id", "")),
        date=_date(str(facts.get("date") or ""), str(facts.get("year") or "")),
        pmid=str(facts.get("article-id_pmid") or facts.get("pmid") or (name if name.isdecimal() else "")),
        pmcid=str(
            facts.get("article-id_pmc")
            or facts.get("pmcid")
            or (name if name.upper().startswith("PMC") else "")
        ),
        doi=str(facts.get("article-id_doi") or facts.get("doi") or ""),
        other=[("keywords", loose.line(str(facts["kwd"])))] if facts.get("kwd") else [],
    )


class _Passage:
    """A paragraph, heading or caption, and which part of the article it belongs to."""

    __slots__ = ("heading", "infons", "section", "text")

    def __init__(self, passage: dict[str, Any]) -> None:
        self.infons: dict[str, Any] = passage.get("infons") or {}
        self.text = loose.line(str(passage.get("text") or ""))
        kind = str(self.infons.get("type", "")).lower()
        section = str(self.infons.get("section_type") or self.infons.get("section") or "").upper()
        if not section:
            section = "TITLE" if kind in ("title", "front") else "ABSTRACT" if "abstract" in kind else "OTHER"
        self.section = "REF" if kind in ("ref", "reference") else section
        self.heading = "title" in kind


def _facts(document: dict[str, Any], passages: list[_Passage]) -> dict[str, Any]:
    """What document and passages are said to be; the document first, then the first passage."""
    found: dict[str, Any] = {}
    own = {key: value for key, value in document.items() if key not in ("id", "passages", "infons")}
    for stated in (own, document.get("infons") or {}, *(p.infons for p in passages if p.section == "TITLE")):
        for key, value in stated.items():
            if value not in ("", None):
                found.setdefault(key, value)
    return found


def _abstract(passages: list[_Passage]) -> list[labels.Part]:
    """Paragraphs, under the headings that stand between them or the labels within them."""
    parts: list[labels.Part] = []
    label = ""
    for passage in passages:
        if passage.heading:
            label = passage.text
        elif label:
            parts.append(labels.Part(label, passage.text))
            label = ""
        else:
            parts += loose.abstract(passage.text)
    return parts


def _body(passages: list[_Passage]) -> tuple[str, tuple[Section, ...]]:
    """Paragraphs with an empty line between, and the stretches that belong to one part of the article."""
    pieces: list[str] = []
    sections: list[Section] = []
    at = 0
    for name, group in groupby(passages, lambda passage: passage.section):
        members = list(group)
        texts = [passage.text for passage in members if not passage.heading]
        if texts:
            label = _NAMES.get(name, name)
            stated = next((passage.text for passage in members if passage.heading), label)
            end = at + sum(map(len, texts)) + len(_BETWEEN) * (len(texts) - 1)
            sections.append(Section(labels.kind(label), stated, at, end))
            pieces += texts
            at = end + len(_BETWEEN)
    return _BETWEEN.join(pieces), tuple(sections)


def _date(stated: str, year: str) -> str:
    """PubTator makes a day of every date; the first of January may be any day of the year."""
    day = fields.iso_date(stated[:10])
    return fields.iso_date(year) or day[:4] if not day or day.endswith("-01-01") else day


def _authors(facts: dict[str, Any]) -> list[Author]:
    """``authors`` of PubTator; or name_0, name_1 ... "surname:Example;given-names:Ada" of PMC."""
    listed = facts.get("authors")
    if isinstance(listed, str):
        listed = [name for name in re.split(r"[,;]\s*", listed) if name]
    if isinstance(listed, list):
        return [loose.author_by_initials(str(name)) for name in listed]
    found = []
    number = 0
    while name := str(facts.get(f"name_{number}", "")):
        parts = dict(part.split(":", 1) for part in name.split(";") if ":" in part)
        if parts:
            names = (parts.get("given-names", ""), parts.get("surname", ""), parts.get("suffix", ""))
            found.append(Author(loose.line(" ".join(filter(None, names)))))
        else:
            found.append(loose.collective(name))
        number += 1
    return found
