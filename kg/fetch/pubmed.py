"""PubMed by NCBI's E-utilities: esearch names the records, efetch brings them.

Records are fetched by PMID and not by position in a result kept at the server: each page can then be held
against what was asked for, and a fetch goes on weeks after that result is forgotten.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple
from xml.etree import ElementTree

from kg.fetch import pubmed_page
from kg.fetch.client import BadAnswer, Client, FetchError, Timing, said, trouble
from kg.fetch.manifest import Pending
from kg.fetch.wanted import Wanted

TITLE = "PubMed"
SUFFIX = "xml"
BASE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
PAGE = 200
MOST = 9_999
"""esearch gives no more PMIDs of one PubMed search, however it is paged."""
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)
_TERMS = 50
_NO_RECORDS = "ID list is empty"


class _Found(NamedTuple):
    total: int
    ids: list[str]
    notes: list[str]


class PubMed:
    """One conversation with the E-utilities."""

    records = staticmethod(pubmed_page.records)
    keep = staticmethod(pubmed_page.keep)
    dois = staticmethod(pubmed_page.dois)

    def __init__(self, base: str, agent: str, timing: Timing, *, key: str = "", email: str = "") -> None:
        # A little under the published 3 and 10 requests a second, as NCBI counts by its own clock.
        interval = 0.11 if key else 0.36
        self.client = Client(TITLE, base, interval=interval, agent=agent, timing=timing, secret=key)
        self.notes: list[str] = []
        self._who = (
            {"tool": "cml-kg"} | ({"email": email} if email else {}) | ({"api_key": key} if key else {})
        )

    def begin(
        self, wanted: Wanted, since: date | None, known: Collection[str], room: int
    ) -> tuple[int, Pending]:
        """How many records there are, and how to get them; with ``since``, the new and the revised ones."""
        total, short, ids = 0, 0, []
        if wanted.kind == "pmids":
            ids = [name for name in wanted.values if name not in known]
        for term in self._terms(wanted, since):
            if since and wanted.kind != "pmids":
                entered = self._search(term, -1, "edat", since).ids
                ids += [name for name in entered if name not in known]
            found = self._search(term, -1, "mdat", since) if since else self._search(term, room)
            ids += found.ids
            total += found.total
            short += (found.total if room < 0 else min(room, found.total)) - len(found.ids)
        ids = list(dict.fromkeys(ids))
        one_search = wanted.kind == "query" and not since
        todo = ids if room < 0 else ids[:room]
        return total if one_search else len(ids), Pending(
            todo, room=room, short=max(0, short) if one_search else 0
        )

    def _terms(self, wanted: Wanted, since: date | None) -> list[str]:
        if wanted.kind == "query":
            return list(wanted.values)
        if wanted.kind == "dois":
            return _batches(wanted.values, '"{}"[aid]')
        return _batches(wanted.values, "{}[uid]") if since else []

    def asking(self, names: Iterable[str]) -> list[str]:
        """What to do to get records that are known by their ids."""
        return list(names)

    def next(self, pending: Pending) -> tuple[bytes, Mapping[str, bytes], Pending]:
        """A page, its records, and how to go on."""
        second = not pending.todo
        asked = (pending.again if second else pending.todo)[:PAGE]
        data, found = self._fetch(asked)
        absent = [name for name in asked if name not in found]
        if second:
            after = replace(pending, again=pending.again[PAGE:], missing=pending.missing + absent)
        else:
            after = replace(pending, todo=pending.todo[PAGE:], again=pending.again + absent)
        return data, found, after

    def _fetch(self, asked: list[str]) -> tuple[bytes, Mapping[str, bytes]]:
        def read(data: bytes) -> tuple[bytes, Mapping[str, bytes]]:
            try:
                found = pubmed_page.records(data)
            except FetchError as error:
                if _NO_RECORDS in str(error):
                    return b"", {}
                raise
            if strangers := found.keys() - set(asked):
                raise BadAnswer(f"records that nobody asked for, such as {min(strangers)}")
            return data, found

        values = {"db": "pubmed", "id": ",".join(asked), "retmode": "xml", **self._who}
        return self.client.post("efetch.fcgi", values, read)

    def _search(self, term: str, room: int, kind: str = "edat", first: date | None = None) -> _Found:
        """All PMIDs, or the first ``room``; a search that finds too many is divided by date, newest first."""
        found = self._ask(
            term, kind, (first, _LAST) if first else None, MOST if room < 0 else min(room, MOST)
        )
        self.notes += [note for note in found.notes if note not in self.notes]
        if found.total <= MOST or len(found.ids) == room:
            return found
        ids: dict[str, None] = {}
        for name in self._divided(term, kind, first or _FIRST, _LAST):
            ids[name] = None
            if len(ids) == room:
                break
        return _Found(found.total, list(ids), [])

    def _divided(self, term: str, kind: str, first: date, last: date) -> Iterator[str]:
        if first == last:
            day = f"{first:%Y/%m/%d}"
            raise FetchError(f"PubMed lists {MOST} records of a search, and {day} has more: narrow the query")
        middle = first + (last - first) // 2
        for span in ((middle + timedelta(1), last), (first, middle)):
            found = self._ask(term, kind, span, MOST)
            yield from found.ids if found.total <= MOST else self._divided(term, kind, *span)

    def _ask(self, term: str, kind: str, span: tuple[date, date] | None, most: int) -> _Found:
        def read(data: bytes) -> _Found:
            found = _found(data)
            if len(found.ids) != min(found.total, most):
                raise BadAnswer(f"{len(found.ids)} PMIDs where it counted {found.total}")
            return found

        values = {"db": "pubmed", "term": term, "retmax": str(most), "retmode": "xml", **self._who}
        if span:
            mindate, maxdate = (f"{day:%Y/%m/%d}" for day in span)
            values |= {"datetype": kind, "mindate": mindate, "maxdate": maxdate}
        return self.client.post("esearch.fcgi", values, read)


def _found(data: bytes) -> _Found:
    try:
        tree = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise BadAnswer(f"instead of a list of PMIDs: {said(data) or 'nothing'}") from error
    if words := tree.findtext("ERROR"):
        raise trouble(f"PubMed cannot search for this: {' '.join(words.split())}")
    count = tree.findtext("Count", "")
    if tree.tag != "eSearchResult" or not count.isdigit():
        raise BadAnswer(f"instead of a list of PMIDs: {said(data)}")
    ignored = [
        f"PubMed does not know {element.text}"
        for element in tree.iterfind("ErrorList/*")
        if element.tag in ("PhraseNotFound", "FieldNotFound")
    ]
    return _Found(int(count), [element.text or "" for element in tree.iterfind("IdList/Id")], ignored)


def _batches(values: Collection[str], form: str) -> list[str]:
    names = [form.format(value) for value in values]
    return [" OR ".join(names[at : at + _TERMS]) for at in range(0, len(names), _TERMS)]
