"""A page saved from a research portal (Elsevier Pure), where labels may be glued to their values.

Title / authors / "Research output: Contribution to journalReview articlepeer-review" / paragraphs of
the abstract / "Original languageEnglish (US)", "VolumePages" ... / bullets of keywords and of subjects
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.model import Author, CitationCount, Record
from kg.readers import fields, labels, loose
from kg.readers.portal_labels import HEADINGS, LABELS, labelled
from kg.readers.source import Source, decode

_OUTPUT = re.compile(r"^[^\S\n]*Research outputs?:\s*(.*)$", re.MULTILINE)
_OTHER_SIGNS = re.compile(
    r"^[^\S\n]*(?:(Original language)|(Pages \(from-to\))|(ASJC Scopus subject areas)|(Externally published)"
    r"|(Dive into the research topics of))",
    re.MULTILINE,
)
_CATEGORY = re.compile(
    r"Contribution to (?:journal|conference|specialist publication|periodical)|Book/Report|Working paper"
    r"|Thesis|Patent|Chapter in Book/Report/Conference proceeding|Other contribution|Non-textual form"
)
_PEER_REVIEW = re.compile(r"\(?(?P<no>(?:not|non)[- ]?)?peer[- ]review(?:ed)?\)?\s*$", re.IGNORECASE)
_CITATIONS = re.compile(
    r"(?P<count>\d[\d,]*)\s+(?:(?P<by>\S.{0,40}?)\s+)?citations?(?:\s*\((?P<source>[^)]+)\))?", re.IGNORECASE
)
_NOISE = re.compile(
    r"Skip to .*|\d[\d,]* Downloads?( \(Pure\))?|Open Access( file)?|Overview|View .* in Scopus"
    r"|\*?\s*Corresponding authors?( for this work)?",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•·‣◦▪*]\s*|[-–]\s+")
_DIVE = re.compile(r"^[^\S\n]*Dive into the research topics of ['‘\"“](.+)['’\"”]\.", re.MULTILINE)
_NAME = re.compile(
    r"(?:(?:[^\W\d_a-z][\w.'’-]*|de|del|da|di|van|von|der|den|la|le|el|bin|al|ten|ter)(?:,? |$)){2,5}"
)
_NAME_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "md", "phd"}
_SHORTEST_ABSTRACT = 200
"""An unlabelled line behind the labels is the abstract only if it is at least so long."""


def recognise(head: bytes, name: str) -> bool:
    """The line "Research output:", or three other signs of such a page."""
    text = decode(head, errors="ignore")
    return bool(_OUTPUT.search(text)) or len({sign.lastindex for sign in _OTHER_SIGNS.finditer(text)}) >= 3


def read(source: Source) -> Iterator[Record | InputError]:
    """The one record of the page."""
    text = source.text().replace("Link opens in a new tab", " ")
    head, lines = _head(text)
    if not head or _only_authors(head, text):
        raise source.error("the page has no title", mend="put the title on its first line, above the authors")
    page = _Page(other=[("Organisation", line) for line in head[2:]])
    for line in lines:
        page.take(" ".join(line.split("\xa0")).strip())
    start_page, end_page = fields.page_range(page.values.get("pages", ""))
    identifiers = [page.values.get(name, "") for name in ("pmid", "doi")]
    abstract, sections = labels.labelled(
        fields.paragraphs(page.abstract or page.unlabelled), len(head[0]) + 1
    )
    yield Record(
        key=next(filter(None, identifiers), source.stem),
        title=head[0],
        abstract=abstract,
        file=source.name,
        format=source.format,
        digest=source.digest,
        authors=tuple(Author(name, collective=loose.is_group(name)) for name in authors("".join(head[1:2]))),
        journal=page.values.get("journal", ""),
        volume=page.values.get("volume", ""),
        issue=page.values.get("issue", ""),
        start_page=start_page,
        end_page=end_page,
        date=page.values.get("date", ""),
        language=page.values.get("language", ""),
        article_types=tuple(page.types),
        peer_reviewed=page.peer_reviewed,
        keywords=tuple(dict.fromkeys(page.keywords)),
        subjects=tuple(dict.fromkeys(page.subjects)),
        citation_counts=tuple(page.citations),
        pmid=page.values.get("pmid", ""),
        pmcid=page.values.get("pmcid", ""),
        doi=page.values.get("doi", ""),
        other=tuple(page.other),
        sections=sections,
    )


def _head(text: str) -> tuple[list[str], list[str]]:
    """What stands above "Research output:" (else title and authors), and the lines from there on."""
    lines = text.split("\n")
    at = next((n for n, line in enumerate(lines) if _OUTPUT.match(line)), None)
    used = [n for n, line in enumerate(lines[:at]) if line.strip() and not _NOISE.fullmatch(line.strip())]
    if at is None:
        del used[2 if len(used) > 1 and _are_names(authors(lines[used[1]])) else 1 :]
        at = used[-1] + 1 if used else len(lines)
    return [" ".join(lines[n].split()) for n in used if n < at], lines[at:]


def _only_authors(head: list[str], text: str) -> bool:
    """The only line above "Research output:" is not what the page calls its title elsewhere, but names."""
    if len(head) > 1:
        return False
    if stated := _DIVE.search(text):
        return " ".join(stated[1].split()) != head[0]
    names = authors(head[0])
    return len(names) > 1 and _are_names(names)


def _are_names(names: Iterable[str]) -> bool:
    return all(_NAME.fullmatch(name) for name in names)


def authors(line: str) -> tuple[str, ...]:
    """Names in their order, without the marks of corresponding authors; "Jr." stays with its name."""
    names: list[str] = []
    for part in re.split(r"\s*[,;]\s*(?:and\s+|&\s+)?", line.strip()):
        name = part.strip(" *†‡\t")
        if names and name.lower() in _NAME_SUFFIXES:
            names[-1] = f"{names[-1]}, {name}"
        elif name and not re.fullmatch(r"(?:show )?\d+ (?:more|others?)|et al\.?", name, re.IGNORECASE):
            names.append(name)
    pair = re.fullmatch(r"(.+?) (?:and|&) (.+)", names[0]) if len(names) == 1 else None
    if pair and _are_names(pair.groups()):
        return pair[1], pair[2]
    return tuple(names)


@dataclass(slots=True)
class _Page:
    """What the lines below the head said so far."""

    section: str = "start"
    waiting: str = ""
    """A label whose value is expected on the next line."""
    values: dict[str, str] = field(default_factory=dict)
    other: list[tuple[str, str]] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    peer_reviewed: bool | None = None
    citations: list[CitationCount] = field(default_factory=list)
    abstract: list[str] = field(default_factory=list)
    """Lines below the heading "Abstract"."""
    unlabelled: list[str] = field(default_factory=list)
    """Lines that stand where the abstract of a page without that heading stands."""
    keywords: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """Read one line; white space around it is gone."""
        heading = HEADINGS.get(line.rstrip(":").lower())
        if self.waiting and line:
            label, self.waiting = self.waiting, ""
            if not heading and not labelled(line) and line not in LABELS:
                self.state(label, _BULLET.sub("", line, count=1) if _BULLET.match(line) else line)
                return
        if output := _OUTPUT.match(line):
            self.section = "start" if output[1] else "output"
            self.classify(output[1])
        elif line.startswith(("›", "»")) or (line and self.section == "output"):
            self.section = "start"
            self.classify(line)
        elif line.startswith("Dive into the research topics"):
            self.section = "passed over"
        elif heading:
            self.section = heading
        elif line in LABELS:
            self.section, self.waiting = "labels", line
        elif found := labelled(line):
            self.section = "keywords" if found[0] == "Keywords" else "labels"
            self.state(*found)
        elif citations := _CITATIONS.fullmatch(line):
            by = citations["source"] or citations["by"] or ""
            self.citations.append(CitationCount(int(citations["count"].replace(",", "")), by))
        elif _NOISE.fullmatch(line):
            pass
        elif (bullet := _BULLET.match(line)) and not line.endswith("."):
            self.list(line[bullet.end() :])
        else:
            self.continue_section(line)

    def state(self, label: str, value: str) -> None:
        """The page says ``label: value``."""
        name = LABELS[label].field
        if name == "keywords":
            self.keywords.extend(filter(None, map(str.strip, re.split(r"[;,]", value))))
            return
        if name == "date" and not re.match(r"Published|E-pub", value, re.IGNORECASE):
            name = ""  # accepted or submitted: no date of issue
        read = {"date": fields.iso_date, "language": fields.language_tag, "doi": fields.doi}.get(name, str)
        if name and read(value):
            self.values.setdefault(name, read(value))
        else:
            self.other.append((label, value))

    def classify(self, text: str) -> None:
        """What follows "Research output:", its parts divided by an angle or not at all."""
        if review := _PEER_REVIEW.search(text):
            self.peer_reviewed = not review["no"]
            text = text[: review.start()]
        category = _CATEGORY.match(text)
        self.types += filter(
            None, (part.strip(" ()") for part in re.split("[›»>]", text[category.end() if category else 0 :]))
        )
        if category:
            self.other.append(("Research output", category[0]))

    def list(self, item: str) -> None:
        """A bullet: a keyword, unless its section says otherwise."""
        if self.section == "subjects":
            self.subjects.append(item)
        elif self.section in ("start", "abstract", "labels", "keywords"):
            self.section = "keywords"
            self.keywords.append(item)
        else:
            self.continue_section(item)

    def continue_section(self, line: str) -> None:
        """A line without a mark of its own."""
        if self.section == "abstract":
            self.abstract.append(line)
        elif self.section == "start" or (self.section == "labels" and len(line) >= _SHORTEST_ABSTRACT):
            self.unlabelled.append(line)
        elif self.section == "links" and (doi := fields.doi(line)):
            self.values.setdefault("doi", doi)
        elif self.section == "subjects" and line:
            self.subjects.append(line)
        elif self.section == "keywords" and line:
            self.keywords.append(line)
        elif self.section == "funding" and line:
            self.other.append(("Funding", line))
