"""What a question names: concepts of the graph by any of their labels, years, times and articles."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import pyoxigraph as ox

from kg.ask.words import split, vocabulary
from kg.query.parameters import Store
from kg.terminology.matcher import Matcher
from kg.text.fold import fold

_CML = "https://w3id.org/cml-kg/ontology#"
_LABELS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?node ?class ?label ?preferred WHERE {{
  VALUES ?class {{ {} }} ?node a ?class ; skos:prefLabel ?preferred ; skos:prefLabel|skos:altLabel ?label
}} ORDER BY ?node ?class ?label"""
_PLAIN = (
    ("date", re.compile(r"(?<![\w.])(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?(?![\w.])")),
    ("timepoint", re.compile(r"(?<![\w.])\d+[ -](?:day|week|month|year)s?\b")),
    (
        "article",
        re.compile(r"10\.\d{4,9}/\S*[^\s?.,;]|(?<![\w.])(?:PMID:? ?)?\d{6,9}(?![\w.])", re.IGNORECASE),
    ),
)
_LIKE = 0.88
"""How like a label a word must be to be taken for its misspelling."""
_LONG = 7
"""Letters of a word that may be a misspelling."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that the question names."""

    kinds: tuple[str, ...]
    """Classes of ontology/cml.ttl, or ``date``, ``timepoint``, ``article``."""
    value: str
    """As a parameter takes it."""
    words: str
    """As the question has it."""


class Concepts:
    """Finds what a question names, among the concepts of the classes in a store."""

    def __init__(self, store: Store, classes: Iterable[str], known: frozenset[str]) -> None:
        """``known`` are the words of questions: no label made of them is found in lower case."""
        labels: dict[str, dict[str, tuple[str, set[str]]]] = {}
        answer = store.query(_LABELS.format(" ".join(f"<{_CML}{name}>" for name in sorted(set(classes)))))
        assert isinstance(answer, ox.QuerySolutions)
        for row in answer:
            node, class_, label, preferred = (
                row[name].value for name in ("node", "class", "label", "preferred")
            )
            if preferred in vocabulary().elsewhere:
                continue
            is_word = set(split(label)) <= known
            spelling = fold(label).text if is_word else fold(label).text.lower()
            if not (is_word and label.islower() and class_ != f"{_CML}Action"):
                _, kinds = labels.setdefault(spelling, {}).setdefault(node, (preferred, set()))
                kinds.add(class_.removeprefix(_CML))
        one = {spelling: next(iter(nodes.values())) for spelling, nodes in labels.items() if len(nodes) == 1}
        self._single = [spelling for spelling in one if " " not in spelling and len(spelling) >= _LONG]
        self._matcher = Matcher(
            [(spelling, (tuple(sorted(kinds)), preferred)) for spelling, (preferred, kinds) in one.items()]
        )

    def find(self, text: str) -> tuple[list[Named], str]:
        """What the text names, in order, and the text with a gap for each."""
        plain = self._mended(fold(text).text)
        found: list[tuple[int, int, Named]] = []
        for kind, pattern in _PLAIN:
            for match in pattern.finditer(plain):
                if not any(start < match.end() and match.start() < end for start, end, _ in found):
                    value = (
                        re.sub(r"(?i)^PMID:? ?", "", match[0])
                        if kind == "article"
                        else match[0].replace("-", " ")
                    )
                    value = match[0] if kind == "date" else value
                    found.append((match.start(), match.end(), Named((kind,), value, match[0])))
        for seen in (plain, plain.lower()):
            for hit in self._matcher.find(seen):
                if not any(start < hit.end and hit.start < end for start, end, _ in found):
                    kinds, preferred = hit.value
                    found.append((hit.start, hit.end, Named(kinds, preferred, plain[hit.start : hit.end])))
        found.sort(key=lambda one: one[0])
        rest = list(plain)
        for start, end, _ in found:
            rest[start:end] = " " * (end - start)
        return [named for _, _, named in found], "".join(rest)

    def _mended(self, text: str) -> str:
        """The text with the words that are all but a label written as that label."""
        known, words = vocabulary(), split(text)
        mends: Mapping[str, str] = {
            word: near[0]
            for word in words
            if len(word) >= _LONG and word not in known.ignored and word not in self._single
            if (near := get_close_matches(word, self._single, 1, _LIKE))
            and near[0].rstrip("s") != word.rstrip("s")
        }
        for word, label in mends.items():
            text = re.sub(rf"(?i)\b{re.escape(word)}\b", label, text)
        return text
