"""Web of Science's plain text: two letters, a space, a value; three spaces before what goes on."""

import re
from collections.abc import Iterator

from kg.errors import InputError
from kg.model import Record
from kg.readers import loose
from kg.readers.draft import Draft
from kg.readers.ris import Entry, date, tagged
from kg.readers.source import Source, decode

_TAG = re.compile(r"([A-Z][A-Z0-9])(?: (.*))?")
_KEPT = frozenset({"UT", "SN", "EI", "PU", "WC", "SC"})


def recognise(head: bytes, name: str) -> bool:
    """The first line names the file (FN), or a line the type of publication (PT)."""
    text = decode(head, errors="ignore").lstrip("\ufeff")
    return bool(
        re.match(r"FN (?:Clarivate|Thomson|ISI)", text) or re.match(r"(?:VR .*\s+)?PT [JBSP]\r?\nAU ", text)
    )


def read(source: Source) -> Iterator[Record | InputError]:
    """Every record between PT and ER."""
    return tagged(source, _TAG, "PT", frozenset({"AU", "AF", "CA"}), draft)


def draft(entry: Entry) -> Draft:
    """What the tags say."""
    title = loose.line(entry.first("TI"))
    types = loose.items(entry.first("DT"))
    start, end = entry.first("BP", "AR"), entry.first("EP")
    return Draft(
        title=title,
        abstract=loose.abstract(entry.first("AB")),
        authors=[loose.author(name) for name in entry.all("AF", "AU")]
        + [loose.collective(name) for name in entry.all("CA")],
        journal=loose.line(entry.first("SO", "JI", "J9")),
        volume=entry.first("VL"),
        issue=entry.first("IS"),
        pages=f"{start}-{end}" if end else start,
        date=date(entry.first("PY"), entry.first("PD")),
        language=entry.first("LA"),
        article_types=types,
        keywords=loose.items(entry.first("DE").replace("\n", " ")),
        subjects=loose.items(entry.first("ID").replace("\n", " ")),
        pmid=entry.first("PM"),
        doi=entry.first("DI"),
        other=[(tag, entry.first(tag).replace("\n", " ")) for tag in entry.values if tag in _KEPT],
    )
