"""JATS, the XML of PubMed Central: one article (.nxml, .xml) or a set of them.

The date is that of the issue: print before collection before electronic. The body comes after the abstract,
a paragraph, heading or row of a table each between empty lines; a table or figure is a section of its own,
of the kind of the section that it stands in. References, back matter and supplements are left out.
"""

from collections.abc import Iterator

from kg.errors import InputError
from kg.model import Author, Notice, NoticeKind, Record
from kg.readers import citations, fields, identifiers
from kg.readers.draft import Draft
from kg.readers.jats_body import body
from kg.readers.labels import Part, parts
from kg.readers.source import Source
from kg.readers.xml_records import Element, elements, root_name
from kg.readers.xml_text import text

_ROOTS = ("article", "pmc-articleset", "articles", "OAI-PMH")
_OWN = ("article-meta", "journal-meta", "article-type", "JATS", "NLM//DTD", "pmc-articleset")
_IDENTIFIER = r"pub-id-type=\"(?:pmid|pmc|pmcid|doi)\"[^>]*>\s*([^<\s]+)"
_HREF = "{http://www.w3.org/1999/xlink}href"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES = {
    "research-article": "Journal Article", "review-article": "Review", "case-report": "Case Reports",
    "letter": "Letter", "editorial": "Editorial", "correction": "Published Erratum",
}  # fmt: skip
"""What PubMed calls these; others keep the word of the record."""
_NOTICES = {
    "retraction-forward": NoticeKind.RETRACTED_BY,
    "retracted-article": NoticeKind.RETRACTION_OF,
    "correction-forward": NoticeKind.CORRECTED_BY,
    "corrected-article": NoticeKind.CORRECTION_OF,
    "concern-forward": NoticeKind.CONCERN_IN,
    "expression-of-concern": NoticeKind.CONCERN_IN,
    "object-of-concern": NoticeKind.CONCERN_FOR,
}
_DATES = ("ppub", "print", "collection", "epub-ppub", "pub", "epub", "electronic", "")
_ABBREVIATIONS = ("abbr", "abbreviations", "abbreviation")


def recognise(head: bytes, name: str) -> bool:
    """By the root element, and a word that only JATS has."""
    return root_name(head) in _ROOTS and any(word.encode() in head.replace(b"\0", b"") for word in _OWN)


def read(source: Source) -> Iterator[Record | InputError]:
    """The articles in the order of the file."""
    number = 0
    for number, element in elements(source, ("article",), _IDENTIFIER):
        yield element if isinstance(element, InputError) else _draft(element).record(source, number)
    if not number and not source.screen:
        yield source.error("the file holds no article", mend="download it again")


def _draft(root: Element) -> Draft:
    found = Draft(language=root.get(_LANGUAGE, ""))
    if kind := root.get("article-type", ""):
        found.article_types.append(_TYPES.get(kind, kind.replace("-", " ")))
    found.body, found.body_sections = body(root)
    found.journal = text(root.find("front/journal-meta//journal-title"))
    meta = root.find("front/article-meta")
    if meta is None:
        return found
    found.title = _title(meta.find("title-group"))
    found.abstract = _abstract(meta)
    found.authors = list(_authors(meta))
    found.volume = text(meta.find("volume"))
    found.issue = text(meta.find("issue")) or text(meta.find("supplement"))
    first, last = text(meta.find("fpage")), text(meta.find("lpage"))
    found.pages = f"{first}-{last}" if first and last else first
    if place := text(meta.find("elocation-id")):
        found.other.append(("electronic location", place))
    found.date = _date(meta)
    _identify(found, meta)
    for group in meta.iterfind("kwd-group"):
        if group.get("kwd-group-type", "").lower() not in _ABBREVIATIONS:
            found.keywords += [text(keyword) for keyword in group.iter("kwd", "compound-kwd")]
    for group in meta.iterfind("article-categories/subj-group"):
        if group.get("subj-group-type") != "heading":
            found.subjects += [text(subject) for subject in group.iter("subject")]
    for award in meta.iter("award-group"):
        funder = text(award.find("funding-source"))
        found.grants += [citations.grant(text(number), funder) for number in award.iterfind("award-id")]
    for related in meta.iter("related-object"):
        if citations.is_registry(f"{related.get('source-id', '')} {related.get('source-type', '')}"):
            found.trials.append(related.get("document-id", "") or text(related))
    found.notices += filter(None, map(_notice, meta.iter("related-article")))
    return found


def _title(group: Element | None) -> str:
    if group is None:
        return ""
    for note in list(group.iter("fn", "xref")):
        if note.tag == "fn" or note.get("ref-type") == "fn":
            note.clear(keep_tail=True)
    title, subtitle = text(group.find("article-title")), text(group.find("subtitle"))
    return f"{title.rstrip(':')}: {subtitle}" if subtitle else title


def _abstract(meta: Element) -> list[Part]:
    """The abstract proper; highlights, teasers and summaries for the public are none."""
    abstract = next((found for found in meta.iterfind("abstract") if not found.get("abstract-type")), None)
    if abstract is None:
        return []
    found: list[Part] = []
    plain: list[str] = []
    for child in abstract:
        if child.tag == "sec":
            paragraphs = " ".join(text(paragraph) for paragraph in child if paragraph.tag != "title")
            found.append(Part(text(child.find("title")), paragraphs))
        elif child.tag != "title":
            plain.append(text(child))
    return (parts("\n".join(plain)) if plain else []) + found


def _authors(meta: Element) -> Iterator[Author]:
    for contributor in meta.iterfind("contrib-group/contrib"):
        if contributor.get("contrib-type", "author") != "author":
            continue
        name = contributor.find("name")
        if name is None:
            name = contributor.find("name-alternatives/name")
        stated = (text(known) for known in contributor.iterfind("contrib-id") if "orcid" in _kind(known))
        orcid = next(filter(None, map(identifiers.orcid, stated)), "")
        if name is not None:
            words = (text(name.find(part)) for part in ("given-names", "surname", "suffix"))
            yield Author(" ".join(filter(None, words)), orcid)
        elif group := text(contributor.find("collab")):
            yield Author(group, collective=True)
        elif full := text(contributor.find("string-name")):
            yield Author(full, orcid)


def _kind(identifier: Element) -> str:
    return f"{identifier.get('contrib-id-type', '')} {identifier.text or ''}".lower()


def _date(meta: Element) -> str:
    ranked = sorted(meta.iterfind("pub-date"), key=_rank)
    return next(filter(None, map(_iso, ranked)), "")


def _rank(date: Element) -> int:
    kinds = [date.get(name, "") for name in ("pub-type", "publication-format", "date-type")]
    return min((_DATES.index(kind) for kind in kinds if kind and kind in _DATES), default=len(_DATES))


def _iso(date: Element) -> str:
    parts_of_date = [text(date.find(part)) for part in ("year", "month", "day")]
    return citations.date(*parts_of_date) or fields.iso_date(text(date))


def _identify(found: Draft, meta: Element) -> None:
    for stated in meta.iterfind("article-id"):
        kind, value = stated.get("pub-id-type", ""), text(stated)
        if kind == "pmid":
            found.pmid = value
        elif kind in ("pmc", "pmcid"):
            found.pmcid = value
        elif kind == "doi":
            found.doi = value
        elif kind == "pii":
            found.other.append((kind, value))


def _notice(related: Element) -> Notice | None:
    kind = _NOTICES.get(related.get("related-article-type", ""))
    if kind is None:
        return None
    address, kind_of_address = related.get(_HREF, ""), related.get("ext-link-type", "").lower()
    pmid = identifiers.pmid(address) if kind_of_address in ("pubmed", "pmid") else ""
    return Notice(kind, text(related).rstrip("."), pmid, fields.doi(address) or fields.doi(text(related)))
