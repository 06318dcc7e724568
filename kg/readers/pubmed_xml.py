"""PubMed XML: what efetch gives, and the baseline and update files.

The date is that of the issue (PubDate, or what MedlineDate says for certain); the electronic date
stands in where the issue has none. What an update file deletes comes as a withdrawal.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg.errors import InputError
from kg.model import Author, Record
from kg.readers import citations, draft, fields, identifiers
from kg.readers.labels import Part
from kg.readers.source import LeftOut, Source, Withdrawal
from kg.readers.xml_records import Element, elements, root_name
from kg.readers.xml_text import text

_ROOTS = ("PubmedArticleSet", "PubmedArticle", "PubmedBookArticleSet", "PubmedBookArticle", "DeleteCitation")
_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_DELETED = "DeleteCitation"
_PMID = r"<PMID[^>]*>\s*(\d+)"
_VERSION = re.compile(rb"<PMID(?:\s+Version\s*=\s*[\"'](\d+)[\"'])?[^>]*>\s*0*(\d+)")
_REVISED = re.compile(rb"<DateRevised>\s*<Year>(\d{4})</Year>\s*<Month>(\w+)</Month>\s*<Day>(\d+)</Day>")


def recognise(head: bytes, name: str) -> bool:
    """By the root element."""
    return root_name(head) in _ROOTS


def read(source: Source) -> Iterator[Record | Withdrawal | LeftOut | InputError]:
    """Articles, books and withdrawals in the order of the file; then what the screen left out."""
    number = 0
    left_out: list[LeftOut] = []
    if screen := source.screen:

        def noted(piece: bytes) -> bool:
            if screen(piece):
                return True
            left_out.extend(_left_out(piece, source))
            return False

        source = replace(source, screen=noted)
    for number, element in elements(source, _RECORDS, _PMID, always=(_DELETED,)):
        if isinstance(element, InputError):
            yield element
        elif element.tag == "PubmedArticle":
            yield _article(element).record(source, number)
        elif element.tag == "PubmedBookArticle":
            yield _book(element).record(source, number)
        else:
            pmids = filter(None, (identifiers.pmid(pmid.text or "") for pmid in element.iter("PMID")))
            yield from map(Withdrawal, pmids)
    if not number and not source.screen:
        yield source.error("the file holds no PubMed record", mend="export the search result again")
    yield from left_out


def _left_out(piece: bytes, source: Source) -> Iterator[LeftOut]:
    """Which version of which article the bytes are, without parsing them."""
    found, revised = _VERSION.search(piece), _REVISED.search(piece)
    if found:
        date = _revised(*revised.groups()) if revised else ""
        version = int(found[1]) if found[1] else None
        yield LeftOut(found[2].decode(), version, date, source.format, source.name)


@cache
def _revised(*parts: bytes) -> str:
    """Day by day the same for many records."""
    return citations.date(*(part.decode() for part in parts))


def _article(root: Element) -> draft.Draft:
    citation = _parts(root.find("MedlineCitation"))
    article = _parts(citation.get("Article"))
    journal = _parts(article.get("Journal"))
    issue = _parts(journal.get("JournalIssue"))
    found = draft.Draft(
        pmid=text(citation.get("PMID")),
        title=text(article.get("ArticleTitle")) or text(article.get("VernacularTitle")),
        abstract=_abstract(article.get("Abstract")) or _other_abstract(root),
        authors=list(_authors(article.get("AuthorList"))),
        journal=text(journal.get("Title")),
        volume=text(issue.get("Volume")),
        issue=text(issue.get("Issue")),
        pages=_pages(article.get("Pagination")),
        date=_date(issue.get("PubDate")) or _date(article.get("ArticleDate")),
        language=text(article.get("Language")),
        article_types=[text(kind) for kind in _all(article.get("PublicationTypeList"))],
        keywords=_keywords(root.iterfind("MedlineCitation/KeywordList")),
        revised=_date(citation.get("DateRevised")),
        version=_version(citation.get("PMID")),
    )
    for heading in _all(citation.get("MeshHeadingList")):
        name, *qualifiers = heading
        if name.tag == "DescriptorName":
            found.mesh_headings.append((name.get("UI", ""), citations.heading(*_names(name, qualifiers))))
    for bank in map(_parts, _all(article.get("DataBankList"))):
        bank_name = text(bank.get("DataBankName"))
        for accession in map(text, _all(bank.get("AccessionNumberList"))):
            if citations.is_registry(bank_name):
                found.trials.append(accession)
            else:
                found.other.append((bank_name, accession))
    for grant in map(_parts, _all(article.get("GrantList"))):
        stated = (text(grant.get(part)) for part in ("GrantID", "Acronym", "Agency", "Country"))
        found.grants.append(citations.grant(*stated))
    for related in _all(citation.get("CommentsCorrectionsList")):
        source, pmid = related.find("RefSource"), related.find("PMID")
        if notice := citations.notice(related.get("RefType", ""), text(source), text(pmid)):
            found.notices.append(notice)
    _identify(found, root.iterfind("MedlineCitation/Article/ELocationID"), "EIdType")
    _identify(found, root.iterfind("PubmedData/ArticleIdList/ArticleId"), "IdType")
    return found


def _book(root: Element) -> draft.Draft:
    document = _parts(root.find("BookDocument"))
    book = _parts(document.get("Book"))
    title, book_title = text(document.get("ArticleTitle")), text(book.get("BookTitle"))
    found = draft.Draft(
        pmid=text(document.get("PMID")),
        title=title or book_title,
        abstract=_abstract(document.get("Abstract")),
        authors=[author for names in root.iterfind("BookDocument/AuthorList") for author in _authors(names)],
        journal=book_title if title else "",
        volume=text(book.get("Volume")),
        pages=_pages(document.get("Pagination")),
        date=_date(document.get("ContributionDate")) or _date(book.get("PubDate")),
        language=text(document.get("Language")),
        article_types=[text(kind) for kind in root.iterfind("BookDocument/PublicationType")],
        keywords=_keywords(root.iterfind("BookDocument/KeywordList")),
    )
    if not found.authors:
        found.authors = list(_authors(root.find("BookDocument/Book/AuthorList[@Type='authors']")))
    if publisher := text(_parts(book.get("Publisher")).get("PublisherName")):
        found.other.append(("Publisher", publisher))
    _identify(found, root.iterfind("BookDocument/ArticleIdList/ArticleId"), "IdType")
    return found


def _parts(element: Element | None) -> dict[str, Element]:
    """The first child of every name: one walk instead of a search for each."""
    parts: dict[str, Element] = {}
    for child in _all(element):
        parts.setdefault(child.tag, child)
    return parts


def _all(element: Element | None) -> Iterable[Element]:
    return () if element is None else element


def _names(descriptor: Element, qualifiers: list[Element]) -> tuple[str, list[str]]:
    return text(descriptor), [text(qualifier) for qualifier in qualifiers]


def _identify(found: draft.Draft, stated: Iterator[Element], attribute: str) -> None:
    """Take DOI and PMCID, the first that is well-formed; keep other locations as they stand."""
    for identifier in stated:
        kind, value = identifier.get(attribute), text(identifier)
        if kind == "doi" and not identifiers.doi(found.doi):
            found.doi = value
        elif kind == "pmc" and not found.pmcid:
            found.pmcid = value
        elif kind == "pubmed" and not found.pmid:
            found.pmid = value
        elif kind in ("pii", "bookaccession"):
            found.other.append((kind, value))


def _abstract(abstract: Element | None) -> list[Part]:
    return [
        Part(part.get("Label", ""), text(part), part.get("NlmCategory", ""))
        for part in _all(abstract)
        if part.tag == "AbstractText"
    ]


def _other_abstract(root: Element) -> list[Part]:
    """Where the article has none: an abstract in English that somebody else wrote."""
    for other in root.iterfind("MedlineCitation/OtherAbstract"):
        if other.get("Language", "eng") == "eng" and other.get("Type") != "plain-language-summary":
            return _abstract(other)
    return []


def _authors(authors: Element | None) -> Iterator[Author]:
    for author in _all(authors):
        if author.get("ValidYN") == "N":
            continue
        parts = _parts(author)
        if group := text(parts.get("CollectiveName")):
            yield Author(group, collective=True)
            continue
        given = text(parts.get("ForeName")) or text(parts.get("FirstName")) or text(parts.get("Initials"))
        name = " ".join(filter(None, (given, text(parts.get("LastName")), text(parts.get("Suffix")))))
        yield Author(name, _orcid(author) if "Identifier" in parts else "")


def _orcid(author: Element) -> str:
    stated = (text(known) for known in author.iterfind("Identifier") if known.get("Source") == "ORCID")
    return next(filter(None, map(identifiers.orcid, stated)), "")


def _keywords(lists: Iterable[Element]) -> list[str]:
    return [text(keyword).strip(" *.") for keywords in lists for keyword in keywords]


def _pages(pagination: Element | None) -> str:
    parts = _parts(pagination)
    start, end = text(parts.get("StartPage")), text(parts.get("EndPage"))
    return text(parts.get("MedlinePgn")) or (f"{start}-{end}" if start and end else start)


def _version(pmid: Element | None) -> int | None:
    stated = "" if pmid is None else pmid.get("Version", "")
    return int(stated) if stated.isdecimal() else None


def _date(element: Element | None) -> str:
    parts = _parts(element)
    if year := text(parts.get("Year")):
        return citations.date(year, text(parts.get("Month")), text(parts.get("Day")))
    return fields.iso_date(text(parts.get("MedlineDate")))
