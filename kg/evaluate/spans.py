"""Annotated mentions of PubTator and BioC files, and where they stand in the text that the graph holds."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.readers import bioc_json, pubtator
from kg.readers.source import decode

_MUTATION = frozenset({"mutation"})
_TYPES: Mapping[str, frozenset[str]] = {
    "chemical": frozenset({"drug"}),
    "disease": frozenset({"disease", "adverse event"}),
    "gene": frozenset({"gene"}),
    "mutation": _MUTATION,
    "variant": _MUTATION,
    "proteinmutation": _MUTATION,
    "dnamutation": _MUTATION,
    "snp": _MUTATION,
}
"""What PubTator and the BioC corpora call a mention, and what the graph calls the same."""
_TEXT = re.compile(r"([\w.-]+)\|([ta])\|(.*)")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A stretch of text that an annotator marked."""

    type: str
    """As the gold calls it."""
    types: frozenset[str]
    """As the graph calls it; several where the gold's type is wider."""
    start: int
    end: int
    text: str = ""
    source: str = ""
    """The text that the offsets count in, where it came with the gold."""

    def place(self, text: str) -> tuple[int, int] | None:
        """Its offsets in the graph's text, which a reader may have spaced otherwise; None if it is not there.

        >>> GoldMention("drug", frozenset(), 6, 7, "X", "X and X").place("On X and X")
        (9, 10)
        """
        if not self.text or (text[self.start : self.end] == self.text and self.source in ("", text)):
            return self.start, self.end
        places = [match.start() for match in re.finditer(re.escape(self.text), text)]
        if not places:
            return None
        rank = self.source.count(self.text, 0, self.start)
        same = self.source.count(self.text) == len(places)
        start = places[rank] if same else min(places, key=lambda place: abs(place - self.start))
        return start, start + len(self.text)


Mentions = dict[str, list[GoldMention]]


def is_annotated(data: bytes, name: str) -> bool:
    """Whether the file is PubTator or BioC JSON."""
    return pubtator.recognise(data, name) or bioc_json.recognise(data, name)


def annotated(file: Path, data: bytes) -> tuple[Mentions, Counter[str]]:
    """Mentions by article, and how many there are of types that the graph does not have."""
    text = decode(data)
    documents = _bioc(file, text) if bioc_json.recognise(data, file.name) else _pubtator(text)
    mentions: Mentions = {}
    left_out: Counter[str] = Counter()
    for article, source, marks in documents:
        found = mentions.setdefault(article, [])
        for start, end, type in marks:
            types = _TYPES.get(type.casefold())
            if types is None:
                left_out[type] += 1
            else:
                found.append(GoldMention(type, types, start, end, source[start:end], source))
    return mentions, left_out


Mark = tuple[int, int, str]
"""Start, end, type."""


def _pubtator(text: str) -> Iterator[tuple[str, str, list[Mark]]]:
    texts: dict[str, dict[str, str]] = {}  # the parts of each article
    marks: dict[str, list[Mark]] = {}
    for line in text.splitlines():
        if match := _TEXT.fullmatch(line):
            texts.setdefault(match[1], {})[match[2]] = match[3]
            continue
        cells = line.split("\t")
        if len(cells) >= 5 and cells[1].isdigit() and cells[2].isdigit():  # a relation has no offsets
            marks.setdefault(cells[0], []).append((int(cells[1]), int(cells[2]), cells[4]))
    for article, parts in texts.items():
        yield article, f"{parts.get('t', '')}\n{parts.get('a', '')}", marks.get(article, [])


def _bioc(file: Path, text: str) -> Iterator[tuple[str, str, list[Mark]]]:
    try:
        for document in _documents(json.loads(text)):
            source, marks = _passages(document["passages"])
            stated = [passage.get("infons") or {} for passage in document["passages"]]
            pmid = next((infons["article-id_pmid"] for infons in stated if "article-id_pmid" in infons), "")
            article = pmid or document.get("pmid") or document["id"]
            yield str(article), source, marks
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        problem = f"this is no BioC JSON: {error}"
        raise InputError(problem, file=str(file), mend="download it again") from None


def _documents(data: Any) -> Sequence[Any]:
    if isinstance(data, list):
        return [document for part in data for document in _documents(part)]
    for key in ("documents", "PubTator3"):
        if key in data:
            return _documents(data[key])
    return [data]


def _passages(passages: Sequence[Any]) -> tuple[str, list[Mark]]:
    source = ""
    marks: list[Mark] = []
    for passage in passages:
        source = source.ljust(int(passage["offset"])) + str(passage.get("text") or "")
        for annotation in passage.get("annotations") or ():
            type = str((annotation.get("infons") or {}).get("type", ""))
            locations: list[dict[str, Any]] = annotation.get("locations") or []
            if len(locations) == 1:  # what is broken in two has no one span
                start = int(locations[0]["offset"])
                marks.append((start, start + int(locations[0]["length"]), type))
    return source, marks
