"""Search results and records of Europe PMC, JSON or XML, with core or lite fields.

Both become one tree, which is then read: XML elements as the JSON names and nests them. The count of
citations is Europe PMC's own.
"""

import re
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.model import Author, CitationCount, Record
from kg.readers import citations, fields, identifiers
from kg.readers.draft import SUFFIXES, Draft
from kg.readers.json_objects import objects
from kg.readers.labels import Part, parts
from kg.readers.source import Source, decode
from kg.readers.xml_records import Element, elements, markup, root_name
from kg.readers.xml_text import from_html, text

_ROOTS = ("responseWrapper", "resultList")
_OPENING = r'"result"\s*:\s*(?=[\[{]|$)'
_BEGINNING = (
    r'\{\s*"id"\s*:\s*"[^"]*"\s*,\s*"source"\s*:\s*"[^"]*"\s*,\s*"(?:pmid|pmcid|doi|title|fullTextIdList)"'
)
_RESULTS = re.compile(r'"resultList"|"result"\s*:')
_OWN = re.compile(r'"(?:authorString|journalInfo|pubYear|firstPublicationDate|inEPMC|abstractText)"\s*:')
_IDENTIFIER = r"<(?:pmid|id)>\s*([^<\s]+)"
_LABEL = re.compile(r"<h\d>\s*(.*?)\s*</h\d>", re.DOTALL)


def recognise(head: bytes, name: str) -> bool:
    """XML by its root; JSON by the names of two fields."""
    if root_name(head) in _ROOTS:
        return True
    start = decode(head, errors="ignore").lstrip("\ufeff \t\r\n")
    if not start.startswith(("{", "[")):
        return False
    known = {own[0] for own in _OWN.finditer(start)}
    return len(known) > 1 or (bool(_RESULTS.search(start)) and (bool(known) or '"hitCount"' in start))


def read(source: Source) -> Iterator[Record | InputError]:
    """The results in the order of the file."""
    number = 0
    for number, result in _results(source):
        yield result if isinstance(result, InputError) else _draft(result).record(source, number)
    if not number and not source.screen:
        yield source.error("the search found nothing: there is no record", mend="search again, or remove it")


def _results(source: Source) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    with source.open() as stream:
        head = stream.read(1 << 16)
    if root_name(head):
        for number, element in elements(source, ("result",), _IDENTIFIER):
            yield number, element if isinstance(element, InputError) else _tree(element)
    else:
        wrapped = _RESULTS.search(decode(head, errors="ignore"))
        yield from objects(source, _OPENING if wrapped else "", _BEGINNING)


def _tree(element: Element) -> dict[str, Any]:
    """An element of the XML as the JSON has it."""
    tree: dict[str, Any] = {}
    for child in element:
        value: Any
        if child.tag in ("title", "abstractText"):
            value = markup(child)
        elif child.get("type"):
            value = {"type": child.get("type"), "value": text(child)}
        else:
            value = _tree(child) if len(child) else text(child)
        if element.tag.endswith("List"):
            tree.setdefault(child.tag, []).append(value)
        else:
            tree.setdefault(child.tag, value)
    return tree


def _draft(result: dict[str, Any]) -> Draft:
    journal = _in(result, "journalInfo")
    found = Draft(
        pmid=_at(result, "pmid"),
        pmcid=_at(result, "pmcid"),
        doi=_at(result, "doi"),
        title=from_html(_at(result, "title")),
        abstract=_abstract(_at(result, "abstractText")),
        authors=list(_authors(result)),
        journal=_at(_in(journal, "journal"), "title") or _at(result, "journalTitle"),
        volume=_at(journal, "volume") or _at(result, "journalVolume"),
        issue=_at(journal, "issue") or _at(result, "issue"),
        pages=_at(result, "pageInfo"),
        date=_date(result, journal),
        language=_at(result, "language"),
        revised=fields.iso_date(_at(result, "dateOfRevision")),
        article_types=[
            _type(kind) for kind in _list(result, "pubTypeList", "pubType") if isinstance(kind, str)
        ],
        keywords=[
            from_html(word) for word in _list(result, "keywordList", "keyword") if isinstance(word, str)
        ],
    )
    if not found.article_types:
        found.article_types = [_type(kind) for kind in re.split(r";\s*", _at(result, "pubType")) if kind]
    for heading in _dicts(result, "meshHeadingList", "meshHeading"):
        qualifiers = (
            _at(one, "qualifierName") for one in _dicts(heading, "meshQualifierList", "meshQualifier")
        )
        found.mesh_headings.append(("", citations.heading(_at(heading, "descriptorName"), qualifiers)))
    for grant in _dicts(result, "grantsList", "grant"):
        stated = (_at(grant, name) for name in ("grantId", "acronym", "agency"))
        found.grants.append(citations.grant(*stated))
    for related in _dicts(result, "commentCorrectionList", "commentCorrection"):
        pmid = _at(related, "id") if _at(related, "source") == "MED" else ""
        if notice := citations.notice(_at(related, "type"), _at(related, "reference"), pmid):
            found.notices.append(notice)
    if (count := _at(result, "citedByCount")).isdecimal():
        found.citation_counts.append(CitationCount(int(count), "Europe PMC"))
    if _at(result, "source") not in ("", "MED", "PMC"):
        found.other.append((f"Europe PMC {_at(result, 'source')}", _at(result, "id")))
    if publisher := _at(_in(result, "bookOrReportDetails"), "publisher"):
        found.other.append(("Publisher", publisher))
    return found


def _abstract(marked: str) -> list[Part]:
    """Labels stand in headings of HTML, or in the line."""
    before, *labelled = _LABEL.split(marked)
    found = [
        Part(from_html(label), from_html(of)) for label, of in zip(labelled[::2], labelled[1::2], strict=True)
    ]
    return [*parts(from_html(before)), *found] if before.strip() else found


def _authors(result: dict[str, Any]) -> Iterator[Author]:
    authors = _dicts(result, "authorList", "author")
    for author in authors:
        if group := _at(author, "collectiveName"):
            yield Author(group, collective=True)
            continue
        identifier = _in(author, "authorId")
        orcid = identifiers.orcid(_at(identifier, "value")) if _at(identifier, "type") == "ORCID" else ""
        full = _at(author, "fullName")
        suffix = full.rpartition(" ")[2] if full.rpartition(" ")[2].lower() in SUFFIXES else ""
        words = (_at(author, "firstName") or _at(author, "initials"), _at(author, "lastName"), suffix)
        yield Author(" ".join(filter(None, words)) if _at(author, "lastName") else _turned(full), orcid)
    if not authors:
        names = _at(result, "authorString").removesuffix(".").split(", ")
        yield from (Author(_turned(name)) for name in names)


def _turned(name: str) -> str:
    """``van der Probe J``: J van der Probe; a name without initials is a group or stays."""
    last, _, initials = name.strip().rpartition(" ")
    return f"{initials} {last}" if last and initials.isupper() and len(initials) < 5 else name.strip()


def _date(result: dict[str, Any], journal: dict[str, Any]) -> str:
    """Of the issue, else the year, else the first publication."""
    stated = (_at(journal, "dateOfPublication"), _at(result, "pubYear"), _at(result, "firstPublicationDate"))
    return next(filter(None, map(fields.iso_date, stated)), "")


def _type(name: str) -> str:
    return "Retracted Publication" if name.lower() == "retracted publication" else name.strip()


def _at(tree: dict[str, Any], name: str) -> str:
    value = tree.get(name)
    return str(value).strip() if isinstance(value, (str, int)) else ""


def _in(tree: dict[str, Any], name: str) -> dict[str, Any]:
    value = tree.get(name)
    return value if isinstance(value, dict) else {}


def _list(tree: dict[str, Any], name: str, member: str) -> list[Any]:
    value = _in(tree, name).get(member)
    return value if isinstance(value, list) else [] if value is None else [value]


def _dicts(tree: dict[str, Any], name: str, member: str) -> list[dict[str, Any]]:
    return [value for value in _list(tree, name, member) if isinstance(value, dict)]
