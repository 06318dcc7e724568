"""MEDLINE, which PubMed calls its own format (.nbib, .txt): a tag of four characters, a hyphen, a value.

A line that begins with white space goes on with the value before it. A record begins with its PMID and ends
with an empty line. What XML gives as a superscript stands here in brackets, as PubMed writes it: 10(9)/L.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.model import Author, Record
from kg.readers import citations, fields, identifiers
from kg.readers.draft import Draft, inverted_name
from kg.readers.labels import Part, parts
from kg.readers.source import Source, decode

_OWN_TAGS = re.compile(
    r"^(?:(PMID|STAT|DCOM|MHDA)|(FAU|OWN|LID|AID) |(JT|PT|DP|SO)  )-",
    re.MULTILINE,
)
_RIS = re.compile(r"^\ufeff?TY  - ", re.MULTILINE)
_NO_UTF8 = re.compile("[\udc80-\udcff]")
_IDENTIFIED = re.compile(r"(.*) \[(\w+)\]")
_NOTICES = {
    "RIN": "RetractionIn", "ROF": "RetractionOf", "EIN": "ErratumIn", "EFR": "ErratumFor",
    "PRIN": "PartialRetractionIn", "PROF": "PartialRetractionOf", "RRI": "RetractedandRepublishedIn",
    "CRI": "CorrectedandRepublishedIn", "CRF": "CorrectedandRepublishedFrom",
    "ECI": "ExpressionOfConcernIn", "ECF": "ExpressionOfConcernFor",
}  # fmt: skip
_LINE, _LONGEST = 1 << 20, 10_000_000


def recognise(head: bytes, name: str) -> bool:
    """Two tags that other formats do not have."""
    text = decode(head, errors="ignore").replace("\r", "\n")
    return len({tag[0] for tag in _OWN_TAGS.finditer(text)}) > 1 and not _RIS.search(text)


def read(source: Source) -> Iterator[Record | InputError]:
    """The records in the order of the file."""
    number = 0
    for number, raw in enumerate(_records(source), 1):
        name = raw.first("PMID") or f"number {number}"
        if raw.size > _LONGEST:
            problem = f"the record has more than {_LONGEST // 1_000_000} million characters"
            yield source.error(problem, record=name, mend="this is no article; remove it")
        elif raw.damaged:
            problem = f"line {raw.damaged} is not valid UTF-8"
            yield source.error(problem, record=name, mend="save the file as UTF-8")
        elif raw.cut_off and not raw.first("SO"):
            problem = "the file breaks off within this record"
            yield source.error(problem, record=name, mend="download it again, or end its last line")
        else:
            yield _draft(raw).record(source, number)
    if not number:
        yield source.error("the file holds no MEDLINE record", mend="export the search result again")


@dataclass(slots=True)
class _Raw:
    """The tags and values of one record."""

    values: list[tuple[str, list[str]]] = field(default_factory=list)
    size: int = 0
    damaged: int = 0
    """The line that is not UTF-8."""
    cut_off: bool = False
    """The file ends with this record in the middle of a line."""

    def first(self, tag: str) -> str:
        """The value of a tag, or nothing."""
        return next((_joined(lines) for known, lines in self.values if known == tag), "")


def _records(source: Source) -> Iterator[_Raw]:
    with source.open() as stream:
        mark = stream.read(2)
        stream.seek(0)
        encoding = "utf-16" if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
        raw, goes_on, number = _Raw(), False, 0
        with io.TextIOWrapper(stream, encoding, errors="surrogateescape") as lines:
            for line in iter(lambda: lines.readline(_LINE), ""):
                tagged = not goes_on and line[4:5] == "-" and line[0].isupper()
                if raw.values and not goes_on and (line == "\n" or line.startswith("PMID-")):
                    yield raw
                    raw = _Raw()
                number += not goes_on
                goes_on = not line.endswith("\n")
                raw.size += len(line)
                if not line.isascii() and _NO_UTF8.search(line):
                    raw.damaged = raw.damaged or number
                if raw.size > _LONGEST:
                    continue
                if tagged:
                    raw.values.append((line[:4].rstrip(), [line[5:]]))
                elif raw.values and (line[0].isspace() or goes_on):
                    raw.values[-1][1].append(line)
            raw.cut_off = goes_on
            if raw.values:
                yield raw


def _joined(lines: list[str]) -> str:
    return lines[0].strip() if len(lines) == 1 else " ".join(filter(None, map(str.strip, lines)))


def _draft(raw: _Raw) -> Draft:
    found = Draft()
    single: dict[str, str] = {}
    full_name = False
    for tag, lines in raw.values:
        value = _joined(lines)
        if not value:
            continue
        if tag == "FAU":
            found.authors.append(Author(inverted_name(value)))
            full_name = True
        elif tag == "AU":
            if not full_name:
                last, _, initials = value.rpartition(" ")
                found.authors.append(Author(f"{initials} {last}".strip()))
            full_name = False
        elif tag == "AUID" and found.authors:
            if "ORCID" in value and (orcid := identifiers.orcid(value)):
                found.authors[-1] = Author(found.authors[-1].name, orcid)
        elif tag == "CN":
            found.authors.append(Author(value, collective=True))
        elif tag == "PT":
            found.article_types.append(value)
        elif tag == "OT":
            found.keywords.append(value.strip(" *."))
        elif tag == "MH":
            found.mesh_headings.append(("", citations.heading(*_split_heading(value))))
        elif tag == "GR":
            found.grants.append(citations.grant(*value.split("/")))
        elif tag == "SI":
            bank, _, accession = value.partition("/")
            if accession and citations.is_registry(bank):
                found.trials.append(accession)
            else:
                found.other.append((bank, accession))
        elif tag in ("AID", "LID"):
            _identify(found, value)
        elif tag in _NOTICES:
            if notice := citations.notice(_NOTICES[tag], value):
                found.notices.append(notice)
        else:
            single.setdefault(tag, value)
    found.pmid = single.get("PMID", "")
    found.pmcid = single.get("PMC", "")
    found.title = single.get("TI", "") or single.get("BTI", "") or single.get("TT", "")
    found.journal = (
        single.get("JT", "") or single.get("TA", "") or (single.get("BTI", "") if "TI" in single else "")
    )
    found.abstract = _abstract(single.get("AB", "") or single.get("OAB", ""))
    found.volume, found.issue, found.pages = (single.get(tag, "") for tag in ("VI", "IP", "PG"))
    found.date = fields.iso_date(single.get("DP", "")) or fields.iso_date(_hyphened(single.get("DEP", "")))
    found.language = single.get("LA", "")
    found.revised = fields.iso_date(_hyphened(single.get("LR", "")))
    return found


def _abstract(value: str) -> list[Part]:
    return parts(value) if value else []


def _split_heading(value: str) -> tuple[str, list[str]]:
    name, *qualifiers = value.split("/")
    return name, qualifiers


def _identify(found: Draft, value: str) -> None:
    stated = _IDENTIFIED.fullmatch(value)
    if stated and stated[2] == "doi" and not identifiers.doi(found.doi):
        found.doi = stated[1]
    elif stated and stated[2] in ("pii", "bookaccession"):
        found.other.append((stated[2], stated[1]))


def _hyphened(day: str) -> str:
    """``20060110``: 2006-01-10."""
    return f"{day[:4]}-{day[4:6]}-{day[6:8]}" if re.fullmatch(r"\d{8}", day) else day
