"""Structured abstracts: the labels of their parts, wherever a format puts them, and one way to write them.

An abstract is stored as PubMed shows it: "LABEL: text", the label in capitals, one part a line. A part
without a label is a line without one. A section spans its line with the label.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from kg.model import Section, SectionKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORDS: dict[SectionKind, frozenset[str]] = {
    # The first kind that owns a word of the label has it: "METHODS AND RESULTS" are results.
    SectionKind.OTHER: _words("registration registry funding sponsor disclosure keywords"),
    SectionKind.RESULTS: _words("result results finding findings synthesis outcomes observations"),
    SectionKind.CONCLUSION: _words("""
        conclusion conclusions interpretation interpretations discussion significance implication
        implications summary opinion limitation limitations relevance recommendations commentary
        perspective perspectives lessons
    """),
    SectionKind.METHODS: _words("""
        method methods methodology design patient patients participant participants subject subjects
        material materials setting settings intervention interventions measure measures measurement
        measurements procedure procedures population data sources selection extraction eligibility
        analysis approach covered outcome case
    """),
    SectionKind.BACKGROUND: _words("""
        background objective objectives aim aims purpose purposes introduction context rationale
        hypothesis importance question goal goals problem known
    """),
}
_FILLERS = _words("""
    and of the or for in to is a main study studies review trial clinical primary secondary key major
    research experimental statistical recent report what new areas expert literature
""")
"""Words that a label may hold besides."""
_CATEGORIES = {
    "BACKGROUND": SectionKind.BACKGROUND,
    "OBJECTIVE": SectionKind.BACKGROUND,
    "METHODS": SectionKind.METHODS,
    "RESULTS": SectionKind.RESULTS,
    "CONCLUSIONS": SectionKind.CONCLUSION,
}
"""The NlmCategory of PubMed."""
_NONE = ("UNLABELLED", "UNLABELED", "ABSTRACT")
"""Labels that say that there is none."""
_KNOWN = {word for words in _WORDS.values() for word in words} | _FILLERS
_WORD = re.compile(r"[^\W\d_]+")
_INLINE = re.compile(
    # A head at the beginning of a line or behind the end of a sentence, or alone on its line.
    r"(?:^|(?<=[.?!;)\]%”\"’] ))(?P<label>[A-Z][A-Za-z&/,’' -]{2,70}?)(?:[^\S\n]?:(?=\s)\s*|[^\S\n]*\n+)",
    re.MULTILINE,
)


class Part(NamedTuple):
    """A paragraph of an abstract, under its label if it has one."""

    label: str
    text: str
    category: str = ""
    """PubMed's NlmCategory, asked where the label itself says nothing."""


def kind(label: str, category: str = "") -> SectionKind:
    """``PATIENTS AND METHODS``: methods."""
    return _known(label) or _CATEGORIES.get(category, SectionKind.OTHER)


def heading_kind(title: str) -> SectionKind:
    """The kind of a section of a full text: only a title of nothing but known words says it."""
    words = set(_WORD.findall(title.lower()))
    return (_known(title) if words <= _KNOWN else None) or SectionKind.OTHER


def parts(text: str) -> list[Part]:
    """An abstract in one piece, cut at the labels in it: "BACKGROUND: ... RESULTS: ..."."""
    heads = list(_heads(text))
    if not heads:
        return [Part("", text)]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    found = [Part("", text[: heads[0].start()])]
    found += (Part(head["label"], text[head.end() : end]) for head, end in zip(heads, ends, strict=True))
    return [part for part in found if part.text.strip()] or [Part("", text)]


def abstract(paragraphs: Iterable[Part]) -> tuple[str, tuple[Section, ...]]:
    """The abstract as stored, and its sections with offsets in it."""
    lines: list[str] = []
    sections: list[Section] = []
    at = 0
    for part in paragraphs:
        label, text = part.label.strip(" \n:.").upper(), part.text.strip()
        if not text:
            continue
        line = f"{label}: {text}" if label and label not in _NONE else text
        if line is not text:
            sections.append(Section(kind(label, part.category), label, at, at + len(line)))
        lines.append(line)
        at += len(line) + 1
    return "\n".join(lines), tuple(sections)


def labelled(text: str, at: int) -> tuple[str, tuple[Section, ...]]:
    """An abstract in one piece, with its sections if it is labelled; offsets are counted from ``at``."""
    found = parts(text)
    if not any(part.label for part in found):
        return text, ()
    stored, sections = abstract(found)
    return stored, tuple(replace(part, start=part.start + at, end=part.end + at) for part in sections)


def _known(label: str) -> SectionKind | None:
    words = set(_WORD.findall(label.lower()))
    return next((kind for kind, own in _WORDS.items() if words & own), None)


def _heads(text: str) -> Iterator[re.Match[str]]:
    """What reads like a label: in capitals, once an abstract began with a known one, any will do."""
    structured = False
    for head in _INLINE.finditer(text):
        label = head["label"]
        alone = ":" not in text[head.end("label") : head.end()]
        if label.isupper() and not alone:
            known = label in _NONE or _known(label) is not None
            structured = structured or (known and not text[: head.start()].strip())
            if known or structured:
                yield head
        elif label.upper() in _NONE or (
            _known(label) is not None and set(_WORD.findall(label.lower())) <= _KNOWN
        ):
            yield head
