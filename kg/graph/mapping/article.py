"""The article: what its record states, and nothing that it does not."""

import re
from hashlib import sha256

from pyoxigraph import Literal, NamedNode

from kg.graph.mapping.sheet import Sheet
from kg.graph.vocab import CML, DCTERMS, FABIO, PRISM, PROV, SCHEMA, XSD
from kg.model import Origin, Record

_DATES = (
    (re.compile(r"\d{4}"), XSD.gYear),
    (re.compile(r"\d{4}-\d\d"), XSD.gYearMonth),
    (re.compile(r"\d{4}-\d\d-\d\d"), XSD.date),
)
MESH = "http://id.nlm.nih.gov/mesh/"
_REVIEW = re.compile(r"\breview\b", re.IGNORECASE)


def write(sheet: Sheet, record: Record) -> NamedNode:
    """Describes the article with its text, and returns the node of the text."""
    article = sheet.article
    is_review = any(_REVIEW.search(type_) for type_ in record.article_types)
    sheet.opens(article, SCHEMA.ScholarlyArticle, *([FABIO.ReviewArticle] if is_review else []))
    sheet.say(article, DCTERMS.identifier, record.key)
    sheet.say(article, DCTERMS.title, record.title)
    sheet.say(article, DCTERMS.issued, date(record.date))
    sheet.say(article, DCTERMS.language, record.language)
    sheet.say(article, CML.articleType, *record.article_types)
    sheet.say(article, CML.peerReviewed, record.peer_reviewed)
    sheet.say(article, PRISM.volume, record.volume)
    sheet.say(article, PRISM.startingPage, record.start_page)
    sheet.say(article, PRISM.endingPage, record.end_page)
    sheet.say(article, SCHEMA.keywords, *record.keywords)
    sheet.say(article, DCTERMS.subject, *record.subjects)
    sheet.say(article, FABIO.hasPubMedId, record.pmid)
    sheet.say(article, PRISM.doi, record.doi)
    sheet.say(article, CML.pmcid, record.pmcid)
    sheet.say(article, DCTERMS.isPartOf, _container(sheet, record))
    sheet.say(article, CML.meshHeading, *(heading for _, heading in record.mesh_headings))
    sheet.say(article, DCTERMS.subject, *(NamedNode(MESH + id) for id, _ in record.mesh_headings if id))
    sheet.say(article, CML.registryNumber, *record.trials)
    sheet.say(article, CML.grant, *record.grants)
    sheet.say(article, CML.retracted, record.retracted or None)
    _notices(sheet, record)
    _authors(sheet, record)
    _citation_counts(sheet, record)
    _origins(sheet, record)
    return _text(sheet, record)


def date(iso: str) -> Literal | None:
    """The date at the precision that is stated."""
    datatype = next((type_ for pattern, type_ in _DATES if pattern.fullmatch(iso)), None)
    return Literal(iso, datatype=datatype) if datatype else Literal(iso) if iso else None


def _container(sheet: Sheet, record: Record) -> NamedNode | None:
    """The issue, else the journal."""
    journal = None
    if record.journal:
        journal = sheet.node("journal", record.journal)
        if sheet.opens(journal, FABIO.Journal):
            sheet.say(journal, DCTERMS.title, record.journal)
    if not record.issue:
        return journal
    # An issue number alone is no identity: it needs its journal, and the volume or else the year.
    whose = [record.journal] if record.journal else [record.key, "article"]
    issue = sheet.node("issue", *whose, record.volume or record.date[:4], record.issue)
    if sheet.opens(issue, FABIO.JournalIssue):
        sheet.say(issue, PRISM.issueIdentifier, record.issue)
        sheet.say(issue, DCTERMS.isPartOf, journal)
    return issue


def _authors(sheet: Sheet, record: Record) -> None:
    for position, author in enumerate(record.authors, start=1):
        authorship = sheet.node("authorship", sheet.key, position, author.name)
        sheet.opens(authorship, CML.Authorship)
        sheet.say(authorship, CML.position, position)
        sheet.say(authorship, SCHEMA.name, author.name)
        sheet.say(authorship, CML.orcid, author.orcid)
        sheet.say(authorship, CML.collective, author.collective or None)
        sheet.say(sheet.article, CML.authorship, authorship)


def _notices(sheet: Sheet, record: Record) -> None:
    for notice in record.notices:
        node = sheet.node("notice", sheet.key, notice.kind.value, notice.citation, notice.pmid, notice.doi)
        sheet.opens(node, CML.Notice)
        sheet.say(node, CML.noticeKind, notice.kind.value)
        sheet.say(node, DCTERMS.bibliographicCitation, notice.citation)
        sheet.say(node, FABIO.hasPubMedId, notice.pmid)
        sheet.say(node, PRISM.doi, notice.doi)
        sheet.say(sheet.article, CML.notice, node)


def _citation_counts(sheet: Sheet, record: Record) -> None:
    for observed in record.citation_counts:
        observation = sheet.node("observation", sheet.key, observed.count, observed.source)
        sheet.opens(observation, CML.CitationCount)
        sheet.say(observation, CML.count, observed.count)
        sheet.say(observation, CML.countedBy, observed.source)
        sheet.say(sheet.article, CML.citationCount, observation)


def _origins(sheet: Sheet, record: Record) -> None:
    """Every file that a record of the work came from, and what these records say otherwise."""
    for origin in (record.origin, *record.merged):
        sheet.say(sheet.article, PROV.wasDerivedFrom, _file(sheet, origin))
    if record.merged:
        sheet.say(sheet.article, CML.mergedRecords, 1 + len(record.merged))
    for conflict in record.conflicts:
        kept, other = _file(sheet, conflict.kept_from), _file(sheet, conflict.other_from)
        node = sheet.node("conflict", sheet.key, conflict.field, conflict.kept, conflict.other)
        sheet.opens(node, CML.Conflict)
        sheet.say(node, CML.field, conflict.field)
        sheet.say(node, CML.keptValue, conflict.kept)
        sheet.say(node, CML.keptFrom, kept)
        sheet.say(node, CML.otherValue, conflict.other)
        sheet.say(node, CML.otherFrom, other)
        sheet.say(sheet.article, CML.conflict, node)


def _file(sheet: Sheet, origin: Origin) -> NamedNode:
    file = sheet.node("file", origin.file, origin.digest, origin.format)
    if sheet.opens(file, CML.SourceFile):
        sheet.say(file, CML.fileName, origin.file)
        sheet.say(file, CML.format, origin.format)
        sheet.say(file, CML.sha256, origin.digest)
    return file


def _text(sheet: Sheet, record: Record) -> NamedNode:
    hexdigest = sha256(record.text.encode("utf-8")).hexdigest()
    text = sheet.node("text", sheet.key, hexdigest)
    sheet.opens(text, CML.ArticleText)
    sheet.say(text, CML.string, record.text)
    sheet.say(text, CML.sha256, hexdigest)
    sheet.say(text, CML.length, len(record.text))
    sheet.say(sheet.article, CML.hasText, text)
    return text
