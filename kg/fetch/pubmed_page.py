"""A page of PubMed XML as efetch gives it: its records as the bytes they came in."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from kg.fetch.client import BadAnswer, said, trouble

_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_PMIDS = ("MedlineCitation/PMID", "BookDocument/PMID")
_DOIS = (
    "PubmedData/ArticleIdList/ArticleId[@IdType='doi']",
    "MedlineCitation/Article/ELocationID[@EIdType='doi']",
    "BookDocument/ArticleIdList/ArticleId[@IdType='doi']",
)


class _Span(NamedTuple):
    name: str
    start: int
    end: int


def records(data: bytes) -> Mapping[str, bytes]:
    """PMID and XML of every record; BadAnswer if this is no whole page of them."""
    return {span.name: data[span.start : span.end] for span in _spans(data)}


def keep(data: bytes, names: Collection[str]) -> bytes:
    """The page with these records only, each once, and everything else as it was."""
    parts, at, left = [], 0, set(names)
    for span in _spans(data):
        if span.name in left:
            left.remove(span.name)
        else:
            parts.append(data[at : span.start])
            at = span.end
    return b"".join(parts) + data[at:]


def dois(record: bytes) -> set[str]:
    """The DOIs of the record itself, in lower case; not those of its references."""
    try:
        tree = ElementTree.fromstring(record)
    except ElementTree.ParseError:  # a name of a character that only the DTD knows
        return set()
    found = (element.text or "" for path in _DOIS for element in tree.iterfind(path))
    return {text.strip().lower() for text in found}


def _spans(data: bytes) -> list[_Span]:
    found: list[_Span] = []
    path: list[str] = []
    start, name, text = 0, "", ""
    parser = expat.ParserCreate()

    def opened(tag: str, _: Mapping[str, str]) -> None:
        nonlocal start, name, text
        path.append(tag)
        if len(path) == 1 and tag != "PubmedArticleSet":
            raise _refused(data)
        if len(path) == 2 and tag in _RECORDS:
            start, name = parser.CurrentByteIndex, ""
        text = ""

    def closed(tag: str) -> None:
        nonlocal name
        if "/".join(path[2:]) in _PMIDS and not name:
            name = text.strip()
        path.pop()
        if len(path) == 1 and tag in _RECORDS:
            if not name:
                raise BadAnswer("a record without a PMID")
            end = data.index(b">", parser.CurrentByteIndex) + 1
            found.append(_Span(name, start, end))

    def read(part: str) -> None:
        nonlocal text
        text += part

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, read
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        what = f"not whole XML ({error})" if b"<PubmedArticle" in data[:4096] else said(data) or "nothing"
        raise BadAnswer(f"instead of records: {what}") from error
    return found


def _refused(data: bytes) -> Exception:
    """For an answer that is XML, or looks like it, and not a set of records."""
    error = re.search(rb"<ERROR>(.*?)</ERROR>", data, re.DOTALL)
    return trouble(f"PubMed: {said(error[1])}") if error else BadAnswer(f"instead of records: {said(data)}")
