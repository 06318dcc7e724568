"""Which saved question a text is, with which values, and how surely.

The text is held against the plain words in the headers of the questions: what both have, weighed by how few
questions have it, against what only one of them has. A question is meant only if every word of the text is
known, everything that it names has a place in the question, and both say "not" or neither does.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.ask.concepts import Concepts, Named
from kg.ask.words import vocabulary
from kg.query.parameters import Store
from kg.query.questions import Parameter, Question, questions

_SURE, _AHEAD = 0.6, 0.05
"""How like its words a question must be, and how far ahead of the next one."""
_NAMED = 2.5
"""What something named weighs, against a word that half of the questions have (0.7) or one (4)."""
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be meant."""

    question: Question
    values: Mapping[str, str]
    likeness: float
    """0 to 1."""
    fits: bool
    """Whether nothing stands against it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The candidates, the likeliest first, and the words that nobody knows."""

    candidates: tuple[Candidate, ...]
    unknown: tuple[str, ...]

    @property
    def sure(self) -> Candidate | None:
        """The one that is meant, if that is sure."""
        first, *others = self.candidates or (None,)
        if first is None or self.unknown or not first.fits or first.likeness < _SURE:
            return None
        rival = max((other.likeness for other in others if other.fits), default=0.0)
        return first if first.likeness - rival >= _AHEAD else None


class Understanding:
    """Made once for a store; understands any number of texts."""

    def __init__(self, store: Store) -> None:
        self._phrases = [
            (question, set(_SLOT.findall(phrase)), frozenset(vocabulary().tokens(_SLOT.sub(" ", phrase))))
            for question in questions().values()
            for phrase in question.phrases
        ]
        owners: Counter[str] = Counter()
        by_question: dict[str, set[str]] = {}
        for question, _, tokens in self._phrases:
            by_question.setdefault(question.name, set()).update(tokens)
        for owned in by_question.values():
            owners.update(owned)
        count = len(by_question)
        self._weights = {token: math.log((count + 1) / (number + 0.5)) for token, number in owners.items()}
        self._unseen = math.log(2 * (count + 1))
        classes = {kind for q in questions().values() for p in q.parameters for kind in _kinds(p)}
        words = vocabulary().ignored | {
            word for q in questions().values() for p in q.phrases for word in p.split()
        }
        self._concepts = Concepts(store, classes - {"date", "timepoint", "article"}, frozenset(words))

    def understand(self, text: str) -> Understood:
        """Every question that the text may be."""
        named, rest = self._concepts.find(text)
        words = vocabulary().tokens(rest)
        best: dict[str, Candidate] = {}
        for candidate in self._candidates(named, words):
            old = best.get(candidate.question.name)
            if old is None or (candidate.fits, candidate.likeness) > (old.fits, old.likeness):
                best[candidate.question.name] = candidate
        ranked = sorted(best.values(), key=lambda c: (not c.fits, -c.likeness, c.question.name))
        unknown = dict.fromkeys(word for word in words if word not in self._weights)
        return Understood(tuple(ranked), tuple(unknown))

    def _candidates(self, named: list[Named], words: list[str]) -> Iterator[Candidate]:
        for question, slots, phrase in self._phrases:
            values, left = _fill(question, slots, named)
            asked = {*words, *(token for one in left for token in vocabulary().tokens(one.words))}
            empty = [p for p in question.parameters if p.name in slots and p.name not in values]
            both = sum(map(self._weight, asked & phrase)) + _NAMED * len(values)
            either = sum(map(self._weight, asked)) + sum(map(self._weight, phrase))
            either += _NAMED * (2 * len(values) + len(empty))
            needed = [p for p in question.parameters if not p.optional and p.name not in values]
            fits = not (
                needed
                or asked - self._weights.keys()
                or ("not" in asked) != ("not" in phrase)
                or not (asked & phrase) - {"not"}
            )
            likeness = 2 * both / either if either else 0.0
            if likeness:
                yield Candidate(question, values, likeness, fits)

    def _weight(self, token: str) -> float:
        return self._weights.get(token, self._unseen)


def _kinds(parameter: Parameter) -> tuple[str, ...]:
    """What may fill it."""
    if parameter.type == "date":
        return ("date",)
    if parameter.type == "text":
        return (
            ("article",)
            if parameter.name == "article"
            else ("timepoint",)
            if "time" in parameter.name
            else ()
        )
    return parameter.values


def _fill(question: Question, slots: set[str], named: list[Named]) -> tuple[dict[str, str], list[Named]]:
    """Values for the slots in the order of the text, and what is left over."""
    values: dict[str, str] = {}
    left = []
    for one in named:
        for parameter in question.parameters:
            takes = parameter.name in slots and parameter.name not in values
            if takes and set(one.kinds) & set(_kinds(parameter)):
                values[parameter.name] = one.value
                break
        else:
            left.append(one)
    return values, left
