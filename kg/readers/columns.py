"""The columns of a table and the keys of JSON Lines: one list of names for both.

Our own names come first; the rest is what PubMed, Zotero, Scopus and Web of Science call the same.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kg.errors import InputError
from kg.model import Author, CitationCount, Notice, NoticeKind, Record
from kg.readers import fields, identifiers, loose
from kg.readers.draft import Draft
from kg.readers.labels import Part
from kg.readers.source import Source

COLUMNS: dict[str, tuple[str, ...]] = {
    "pmid": ("pubmed id", "pubmedid"),
    "pmcid": ("pmc id",),
    "doi": (),
    "title": ("article title", "document title"),
    "abstract": ("abstract note",),
    "authors": ("author", "author full names"),
    "journal": ("journal/book", "publication title", "source title", "journal abbreviation"),
    "volume": (),
    "issue": ("number",),
    "pages": (),
    "start_page": ("page start",),
    "end_page": ("page end",),
    "date": ("publication date",),
    "year": ("publication year",),
    "language": ("language of original document", "languages"),
    "article_types": ("publication type", "publication types", "document type"),
    "keywords": ("author keywords", "manual tags", "keyword"),
    "subjects": ("automatic tags", "index keywords", "keywords plus"),
    "mesh_headings": ("mesh", "mesh terms", "mesh headings"),
    "trials": (),
    "grants": (),
    "notices": (),
    "peer_reviewed": (),
    "citation_counts": (),
    "revised": (),
    "body": ("full text",),
}
"""Names of ours, and other names of the same, in lower case."""
_NAMES = {
    _other: name for name, others in COLUMNS.items() for _other in (name, name.replace("_", " "), *others)
}
_FULLER = "author full names"
"""What Scopus and Web of Science have beside the names with initials."""
_NOTES = frozenset({"extra", "notes", "url", "link"})
"""Where an identifier may stand among other words."""
_UNSAID = frozenset({
    "key", "item type", "date added", "date modified", "access date", "file attachments",
    "link attachments", "first author", "citation", "create date",
})  # fmt: skip
"""Columns that say nothing of the article, or nothing that another does not say."""


def named(heading: str) -> str:
    """Our name for a column, or its own in lower case: "Journal/Book" is journal."""
    plain = " ".join(heading.strip("\ufeff \"'\t").casefold().split())
    return _NAMES.get(plain, plain)


def known(headings: list[str]) -> set[str]:
    """Those of our names that are among the headings."""
    return {named(heading) for heading in headings} & COLUMNS.keys()


def record(
    source: Source, number: int, stated: Mapping[str, Any], by_initials: bool = False
) -> Record | InputError:
    """What the cells say: text with ";" between the items of a list, or lists and objects of JSON.

    ValueError says which cell cannot be read.
    """
    values: dict[str, Any] = {}
    for heading, value in sorted(stated.items(), key=lambda cell: cell[0].casefold() != _FULLER):
        if value not in ("", None, [], {}):
            values.setdefault(named(heading), value)
    made = _draft(values, by_initials).record(source, number)
    reviewed = _yes_or_no(values.get("peer_reviewed"))
    return replace(made, peer_reviewed=reviewed) if isinstance(made, Record) else made


def _draft(values: Mapping[str, Any], by_initials: bool) -> Draft:
    def text(name: str) -> str:
        value = values.get(name, "")
        return loose.line(value if isinstance(value, str) else str(value))

    title = text("title")
    types = _listed(values.get("article_types"))
    notes = [str(values[name]) for name in _NOTES if name in values]
    start, end = text("start_page"), text("end_page")
    return Draft(
        title=title,
        abstract=_abstract(values.get("abstract", "")),
        body=fields.paragraphs(str(values.get("body", "")).split("\n")),
        authors=_authors(values.get("authors", ""), by_initials),
        journal=text("journal"),
        volume=text("volume"),
        issue=text("issue"),
        pages=text("pages") or (f"{start}-{end}" if end else start),
        date=_date(text("date"), text("year")),
        language=text("language"),
        article_types=types,
        keywords=_listed(values.get("keywords")),
        subjects=_listed(values.get("subjects")),
        mesh_headings=[_mesh(item) for item in _items(values.get("mesh_headings"))],
        trials=_listed(values.get("trials")),
        grants=_listed(values.get("grants")),
        revised=fields.iso_date(text("revised")),
        notices=[_notice(item) for item in _items(values.get("notices")) if isinstance(item, dict)],
        citation_counts=[
            _count(item) for item in _items(values.get("citation_counts")) if isinstance(item, dict)
        ],
        pmid=text("pmid") or loose.noted("pmid", notes),
        pmcid=text("pmcid") or loose.noted("pmcid", notes),
        doi=text("doi") or loose.noted("doi", notes),
        other=[(name, text(name)) for name in values if name not in COLUMNS and name not in _UNSAID],
    )


def _yes_or_no(stated: object) -> bool | None:
    """``true`` and ``yes``, ``false`` and ``no``; anything else says neither."""
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    return words.get(str(stated).strip().casefold())


def _items(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    return loose.items(value) if isinstance(value, str) else [value] if value else []


def _listed(value: object) -> list[str]:
    return [loose.line(str(item)) for item in _items(value)]


def _abstract(value: object) -> list[Part]:
    """One text with labels in it, or a list of {label, text}."""
    if not isinstance(value, list):
        return loose.abstract(str(value))
    parts = [item if isinstance(item, dict) else {"text": item} for item in value]
    return [
        Part(loose.line(str(part.get("label", ""))), loose.line(str(part.get("text", "")))) for part in parts
    ]


def _authors(value: object, by_initials: bool) -> list[Author]:
    if isinstance(value, list):
        return [_author(item) for item in value]
    text = str(value)
    if by_initials and ";" not in text:
        return [loose.author_by_initials(name) for name in text.rstrip(". ").split(",") if name.strip()]
    return [
        loose.author(re.sub(r"\s*\(\d+\)$", "", name)) for name in loose.items(text)
    ]  # Scopus numbers them


def _author(item: object) -> Author:
    if not isinstance(item, dict):
        return loose.author(str(item))
    name = loose.author(str(item.get("name", "")))
    return Author(
        loose.line(str(item.get("name", ""))) if item.get("collective") else name.name,
        identifiers.orcid(str(item.get("orcid", ""))) or name.orcid,
        bool(item.get("collective", name.collective)),
    )


def _mesh(item: object) -> tuple[str, str]:
    if isinstance(item, dict):
        return str(item.get("id", "")), loose.line(str(item.get("heading", "")))
    return "", loose.line(str(item))


def _notice(item: dict[str, Any]) -> Notice:
    kind = str(item.get("kind", "")).strip().lower()
    if kind not in set(NoticeKind):
        raise ValueError(f"{kind} is no kind of notice; there are {', '.join(NoticeKind)}")
    return Notice(
        NoticeKind(kind),
        loose.line(str(item.get("citation", ""))),
        identifiers.pmid(str(item.get("pmid", ""))),
        identifiers.doi(str(item.get("doi", ""))),
    )


def _count(item: dict[str, Any]) -> CitationCount:
    return CitationCount(int(item.get("count", 0)), str(item.get("source", "")))


def _date(stated: str, year: str) -> str:
    date = fields.iso_date(stated)
    if not date and stated:
        date = fields.iso_date(f"{year} {stated}")  # "JUN 15"
    return date or fields.iso_date(year)
