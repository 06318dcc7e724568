"""A record in the making: readers put in what they find, as it is written; out comes a checked Record."""

import re
from dataclasses import dataclass, field
from typing import TypeVar

from kg.errors import InputError
from kg.model import Author, CitationCount, Notice, NoticeKind, Record, Section
from kg.readers import fields, identifiers, labels
from kg.readers.source import Source

_LONGEST = 10_000_000
"""Characters of text that one article may have."""
_TAIL = re.compile(r"\s*[;,]\s*")
_NUMBERED = re.compile(r"(.*?)(\d+)([A-Za-z]?)")
RETRACTED = "Retracted Publication"
"""The publication type by which a record says that the work was retracted."""
_RETRACTED_TITLE = re.compile(
    r"\W*(?:retracted(?: article| paper)?|article retracted)\s*[:.\])]", re.IGNORECASE
)
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd", "4th"}
_MARC = {
    "ara": "ar", "bul": "bg", "cat": "ca", "chi": "zh", "cze": "cs", "dan": "da", "dut": "nl", "eng": "en",
    "est": "et", "fin": "fi", "fre": "fr", "geo": "ka", "ger": "de", "gre": "el", "heb": "he", "hrv": "hr",
    "hun": "hu", "ice": "is", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "lav": "lv", "lit": "lt",
    "mac": "mk", "may": "ms", "nor": "no", "per": "fa", "pol": "pl", "por": "pt", "rum": "ro", "rus": "ru",
    "slo": "sk", "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk",
    "vie": "vi", "zho": "zh", "ces": "cs", "nld": "nl", "fra": "fr", "deu": "de", "ell": "el", "isl": "is",
    "fas": "fa", "ron": "ro", "slk": "sk",
}  # fmt: skip
"""Language codes of three letters (MARC, as PubMed writes them, and ISO 639-2/T), and their BCP 47 tags."""
T = TypeVar("T")


@dataclass(slots=True)
class Draft:
    """Every field may stay empty; ``record`` normalises, checks and drops doubles."""

    title: str = ""
    abstract: list[labels.Part] = field(default_factory=list)
    body: str = ""
    body_sections: tuple[Section, ...] = ()
    """With offsets in ``body``."""
    authors: list[Author] = field(default_factory=list)
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    """``123-8``, ``S22-S30``, ``e17; discussion 18``."""
    date: str = ""
    """As ``Record.date`` has it."""
    language: str = ""
    """``eng``, ``en``, ``en-US`` or ``English``."""
    article_types: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    citation_counts: list[CitationCount] = field(default_factory=list)
    pmid: str = ""
    pmcid: str = ""
    doi: str = ""
    mesh_headings: list[tuple[str, str]] = field(default_factory=list)
    trials: list[str] = field(default_factory=list)
    grants: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    revised: str = ""
    """As ``Record.revised`` has it."""
    version: int | None = None
    other: list[tuple[str, str]] = field(default_factory=list)

    def record(self, source: Source, number: int) -> Record | InputError:
        """The ``number``-th record of ``source``; an error if there is nothing to read in it."""
        known = [
            self._checked("PMID", self.pmid, identifiers.pmid(self.pmid)),
            self._checked("DOI", self.doi, identifiers.doi(self.doi)),
        ]
        pmcid = self._checked("PMCID", self.pmcid, identifiers.pmcid(self.pmcid))
        key = next(filter(None, known), source.stem if number == 1 else f"{source.stem}-{number}")
        title = " ".join(self.title.split("\n")).strip()
        abstract, sections = labels.abstract(self.abstract)
        if not title and not abstract:
            problem = "the record has neither title nor abstract"
            return source.error(problem, record=key, mend="remove it, or export it with its title")
        if len(title) + len(abstract) + len(self.body) > _LONGEST:
            problem = f"the record has more than {_LONGEST // 1_000_000} million characters of text"
            return source.error(problem, record=key, mend="this is no article; remove it")
        start_page, end_page = self._page_range()
        return Record(
            key=key,
            title=title,
            abstract=abstract,
            file=source.name,
            format=source.format,
            digest=source.digest,
            authors=tuple(author for author in self.authors if author.name),
            journal=self.journal,
            volume=self.volume,
            issue=self.issue,
            start_page=start_page,
            end_page=end_page,
            date=self.date,
            language=language_tag(self.language),
            article_types=_once([*self.article_types, RETRACTED * self._is_retracted(title)]),
            keywords=_once(self.keywords),
            subjects=_once(self.subjects),
            citation_counts=_once(self.citation_counts),
            pmid=known[0],
            pmcid=pmcid,
            doi=known[1],
            other=_once(self.other),
            body=self.body,
            sections=(
                *_shifted(sections, len(title) + 1),
                *_shifted(self.body_sections, len(title) + len(abstract) + 2),
            ),
            mesh_headings=_once(self.mesh_headings),
            trials=_once(self.trials),
            grants=_once(self.grants),
            notices=_once(self.notices),
            revised=self.revised,
            version=self.version,
        )

    def _checked(self, name: str, stated: str, normal: str) -> str:
        """The normal form of an identifier; one that is none is kept where it cannot be taken for one."""
        if stated.strip() and not normal:
            self.other.append((f"unrecognised {name}", stated.strip()))
        return normal

    def _is_retracted(self, title: str) -> bool:
        """Whether the title says so, as publishers mark it; the notice of a retraction may bear the same."""
        notices = {notice.kind for notice in self.notices}
        is_notice = "Retraction of Publication" in self.article_types or NoticeKind.RETRACTION_OF in notices
        return bool(_RETRACTED_TITLE.match(title)) and not is_notice

    def _page_range(self) -> tuple[str, str]:
        first = _TAIL.split(self.pages.strip())[0]
        if first != self.pages.strip():
            self.other.append(("pages", self.pages.strip()))
        return page_range(first)


def page_range(text: str) -> tuple[str, str]:
    """``1029-35``: 1029 and 1035; ``S22-30``: S22 and S30."""
    start, end = fields.page_range(text)
    first = _NUMBERED.fullmatch(start)
    if first and end.isdecimal() and (len(end) < len(first[2]) or first[1]):
        kept = max(0, len(first[2]) - len(end))
        end = first[1] + first[2][:kept] + end
    return start, "" if end == start else end


def language_tag(text: str) -> str:
    """``eng``, ``English``, ``en``: en; what is no language, or several, gives nothing."""
    code = text.strip()
    if found := _MARC.get(code.lower()) or fields.language_tag(code):
        return found
    tag, _, rest = code.replace("_", "-").partition("-")
    if tag.lower() not in fields.LANGUAGES.values() and tag.lower() not in _MARC.values():
        return ""
    return f"{tag.lower()}-{rest.upper() if len(rest) == 2 else rest}" if rest else tag.lower()


def inverted_name(text: str) -> str:
    """``van der Berg, Jan P Jr``: Jan P van der Berg Jr; a name without a comma stays."""
    last, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        return last
    words = given.replace(",", " ").split()
    suffix = [words.pop()] if len(words) > 1 and words[-1].lower() in SUFFIXES else []
    return " ".join([*words, last, *suffix])


def _shifted(sections: tuple[Section, ...], by: int) -> tuple[Section, ...]:
    return tuple(Section(part.kind, part.label, part.start + by, part.end + by) for part in sections)


def _once(items: list[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(item for item in items if item))
