"""PubMed XML: what efetch gives, and the baseline and update files.

The date is that of the issue (PubDate, or what MedlineDate says for certain); the electronic date
stands in where the issue has none. PMIDs that an update file deletes are given by ``deletions``.
"""

from collections.abc import Iterator

from kg.errors import InputError
from kg.model import Author, Record
from kg.readers import citations, draft, fields, identifiers
from kg.readers.labels import Part
from kg.readers.source import Source
from kg.readers.xml_records import Element, elements, root_name
from kg.readers.xml_text import text

_ROOTS = ("PubmedArticleSet", "PubmedArticle", "PubmedBookArticleSet", "PubmedBookArticle", "DeleteCitation")
_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_DELETED = "DeleteCitation"
_PMID = r"<PMID[^>]*>\s*(\d+)"


def recognise(head: bytes, name: str) -> bool:
    """By the root element."""
    return root_name(head) in _ROOTS


def read(source: Source) -> Iterator[Record | InputError]:
    """Articles and books in the order of the file; deletions are passed over."""
    number = 0
    for _, element in elements(source, (*_RECORDS, _DELETED), _PMID):
        number += 1
        if isinstance(element, InputError):
            yield element
        elif element.tag == "PubmedArticle":
            yield _article(element).record(source, number)
        elif element.tag == "PubmedBookArticle":
            yield _book(element).record(source, number)
    if not number:
        yield source.error("the file holds no PubMed record", mend="export the search result again")


def deletions(source: Source) -> Iterator[str]:
    """PMIDs that an update file withdraws."""
    for _, element in elements(source, (_DELETED,), _PMID):
        if not isinstance(element, InputError):
            yield from filter(None, (identifiers.pmid(pmid.text or "") for pmid in element.iter("PMID")))


def _article(root: Element) -> draft.Draft:
    citation = root.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    if article is None:
        return draft.Draft(pmid=_at(root, ".//PMID"))
    issue = article.find("Journal/JournalIssue")
    found = draft.Draft(
        pmid=_at(citation, "PMID"),
        title=text(article.find("ArticleTitle")) or _at(article, "VernacularTitle"),
        abstract=_abstract(article) or _other_abstract(citation),
        authors=list(_authors(article.find("AuthorList"))),
        journal=_at(article, "Journal/Title"),
        volume=_at(issue, "Volume"),
        issue=_at(issue, "Issue"),
        pages=_at(article, "Pagination/MedlinePgn") or _pages(article.find("Pagination")),
        date=_date(issue.find("PubDate") if issue is not None else None)
        or _date(article.find("ArticleDate")),
        language=_at(article, "Language"),
        article_types=[text(kind) for kind in article.iterfind("PublicationTypeList/PublicationType")],
        keywords=_keywords(citation),
    )
    for heading in citation.iterfind("MeshHeadingList/MeshHeading"):
        name = heading.find("DescriptorName")
        if name is not None:
            qualifiers = (text(qualifier) for qualifier in heading.iterfind("QualifierName"))
            found.mesh_headings.append((name.get("UI", ""), citations.heading(text(name), qualifiers)))
    for bank in article.iterfind("DataBankList/DataBank"):
        bank_name = _at(bank, "DataBankName")
        for accession in map(text, bank.iterfind("AccessionNumberList/AccessionNumber")):
            if citations.is_registry(bank_name):
                found.trials.append(accession)
            else:
                found.other.append((bank_name, accession))
    for grant in article.iterfind("GrantList/Grant"):
        found.grants.append(
            citations.grant(*(_at(grant, part) for part in ("GrantID", "Acronym", "Agency", "Country")))
        )
    for related in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        notice = citations.notice(related.get("RefType", ""), _at(related, "RefSource"), _at(related, "PMID"))
        if notice:
            found.notices.append(notice)
    _identify(found, article.iterfind("ELocationID"), "EIdType")
    _identify(found, root.iterfind("PubmedData/ArticleIdList/ArticleId"), "IdType")
    return found


def _book(root: Element) -> draft.Draft:
    document = root.find("BookDocument")
    if document is None:
        return draft.Draft(pmid=_at(root, ".//PMID"))
    book = document.find("Book")
    book_title = _at(book, "BookTitle")
    found = draft.Draft(
        pmid=_at(document, "PMID"),
        title=_at(document, "ArticleTitle") or book_title,
        abstract=_abstract(document),
        authors=[author for names in document.iterfind("AuthorList") for author in _authors(names)],
        journal=book_title if _at(document, "ArticleTitle") else "",
        volume=_at(book, "Volume"),
        pages=_at(document, "Pagination/MedlinePgn") or _pages(document.find("Pagination")),
        date=_date(document.find("ContributionDate"))
        or _date(book.find("PubDate") if book is not None else None),
        language=_at(document, "Language"),
        article_types=[text(kind) for kind in document.iterfind("PublicationType")],
        keywords=_keywords(document),
    )
    if not found.authors and book is not None:
        found.authors = list(_authors(book.find("AuthorList[@Type='authors']")))
    if publisher := _at(book, "Publisher/PublisherName"):
        found.other.append(("Publisher", publisher))
    _identify(found, document.iterfind("ArticleIdList/ArticleId"), "IdType")
    return found


def _at(element: Element | None, path: str) -> str:
    return "" if element is None else text(element.find(path))


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


def _abstract(element: Element) -> list[Part]:
    return [
        Part(part.get("Label", ""), text(part), part.get("NlmCategory", ""))
        for part in element.iterfind("Abstract/AbstractText")
    ]


def _other_abstract(citation: Element) -> list[Part]:
    """Where the article has none: an abstract in English that somebody else wrote."""
    for other in citation.iterfind("OtherAbstract"):
        if other.get("Language", "eng") == "eng" and other.get("Type") != "plain-language-summary":
            return [Part(part.get("Label", ""), text(part)) for part in other.iterfind("AbstractText")]
    return []


def _authors(authors: Element | None) -> Iterator[Author]:
    for author in authors if authors is not None else ():
        if author.get("ValidYN") == "N":
            continue
        if group := _at(author, "CollectiveName"):
            yield Author(group, collective=True)
            continue
        given = _at(author, "ForeName") or _at(author, "FirstName") or _at(author, "Initials")
        name = " ".join(filter(None, (given, _at(author, "LastName"), _at(author, "Suffix"))))
        stated = (text(known) for known in author.iterfind("Identifier") if known.get("Source") == "ORCID")
        yield Author(name, orcid=next(filter(None, map(identifiers.orcid, stated)), ""))


def _keywords(element: Element) -> list[str]:
    return [text(keyword).strip(" *.") for keyword in element.iterfind("KeywordList/Keyword")]


def _pages(pagination: Element | None) -> str:
    start, end = _at(pagination, "StartPage"), _at(pagination, "EndPage")
    return f"{start}-{end}" if start and end else start


def _date(element: Element | None) -> str:
    if element is None:
        return ""
    if year := _at(element, "Year"):
        return citations.date(year, _at(element, "Month"), _at(element, "Day"))
    return fields.iso_date(_at(element, "MedlineDate"))
