"""The body of a JATS article as text, and its sections."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.model import Section, SectionKind
from kg.readers.labels import heading_kind
from kg.readers.xml_records import Element
from kg.readers.xml_text import text

_BETWEEN = "\n\n"
_TYPES = {
    "intro": SectionKind.BACKGROUND,
    "introduction": SectionKind.BACKGROUND,
    "methods": SectionKind.METHODS,
    "materials": SectionKind.METHODS,
    "subjects": SectionKind.METHODS,
    "results": SectionKind.RESULTS,
    "discussion": SectionKind.CONCLUSION,
    "conclusions": SectionKind.CONCLUSION,
}
"""Values of sec-type."""
_FLOATS = ("fig", "table-wrap")
_GROUPS = (
    "fig-group",
    "table-wrap-group",
    "boxed-text",
    "list",
    "list-item",
    "disp-quote",
    "def-list",
    "def-item",
)
_PASSED_OVER = (
    "title",
    "label",
    "supplementary-material",
    "ref-list",
    "fn-group",
    "object-id",
    "permissions",
)


class _Block(NamedTuple):
    """A paragraph, heading, caption or row, and the section that it belongs to."""

    section: int
    kind: SectionKind
    label: str
    text: str


class _Place(NamedTuple):
    """The section that blocks are read into."""

    number: int
    kind: SectionKind
    label: str


def body(article: Element) -> tuple[str, tuple[Section, ...]]:
    """Text and sections, with offsets in it; both empty if the article has no body."""
    pieces: list[str] = []
    sections: list[Section] = []
    at, last = 0, -1
    for block in _blocks(article):
        start = at + (len(_BETWEEN) if pieces else 0)
        at = start + len(block.text)
        pieces.append(block.text)
        if block.label and block.section == last and sections:
            sections[-1] = Section(block.kind, block.label, sections[-1].start, at)
        elif block.label:
            sections.append(Section(block.kind, block.label, start, at))
        last = block.section
    return _BETWEEN.join(pieces), tuple(sections)


def _blocks(article: Element) -> Iterator[_Block]:
    reader = _Reader()
    main = article.find("body")
    if main is not None:
        yield from reader.read(main, _Place(0, SectionKind.OTHER, ""))
    floats = article.find("floats-group")
    if floats is not None:
        yield from reader.read(floats, _Place(0, SectionKind.OTHER, ""))


class _Reader:
    """Walks sections; every stretch between two headings or around a float has a number."""

    def __init__(self) -> None:
        self._number = 0

    def read(self, parent: Element, place: _Place) -> Iterator[_Block]:
        """Blocks below ``parent`` in reading order."""
        for child in parent:
            if child.tag == "sec":
                yield from self._section(child, place)
            elif child.tag in _FLOATS:
                yield from self._float(child, place)
                place = place._replace(number=self._next())
            elif child.tag in _GROUPS:
                yield from self.read(child, place)
            elif child.tag not in _PASSED_OVER:
                yield from self._paragraph(child, place)

    def _section(self, section: Element, place: _Place) -> Iterator[_Block]:
        kind = section.get("sec-type", "").split("|")[0].lower()
        if kind == "supplementary-material":
            return
        title = text(section.find("title"))
        if not place.label:  # a section at the top; those in it belong to it
            known = heading_kind(title)
            known = _TYPES.get(kind, known) if known is SectionKind.OTHER else known
            place = _Place(self._next(), known, title)
        if title:
            yield _Block(*place, title)
        yield from self.read(section, place)

    def _paragraph(self, element: Element, place: _Place) -> Iterator[_Block]:
        if own := text(element):
            yield _Block(*place, own)
        for inner in element.iter(*_FLOATS):
            yield from self._float(inner, place)

    def _float(self, element: Element, place: _Place) -> Iterator[_Block]:
        label, caption = text(element.find("label")), text(element.find("caption"))
        name = label.rstrip(".:") or ("Table" if element.tag == "table-wrap" else "Figure")
        own = _Place(self._next(), place.kind, name)
        if caption:
            yield _Block(*own, f"{name}. {caption}")
        for row in element.iter("tr"):
            cells = [text(cell) for cell in row if cell.tag in ("td", "th")]
            if any(cells):
                yield _Block(*own, " | ".join(cells).strip())
        for note in element.iterfind("table-wrap-foot//p"):
            if footnote := text(note):
                yield _Block(*own, footnote)

    def _next(self) -> int:
        self._number += 1
        return self._number
