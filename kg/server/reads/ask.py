"""What somebody types into the search box: concepts in it, saved questions like it, claims about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.graph.store import GraphStore
from kg.server.reads.claims import claims_about
from kg.server.reads.labels import fold, index
from kg.server.reads.model import Claims, Listed
from kg.server.reads.questions import catalogue

_WORDS = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_LONGEST = 6
"""Words of the longest name that is looked for."""
_EMPTY_WORDS = """
a about after against an and are be been can do does for from have has how i in into is it its me of on or
patients show tell that the their them there these this to under was were what when which who why with"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Suggested:
    """A saved question that may be meant, with the values that the words give for it."""

    name: str
    summary: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found."""

    concepts: tuple[Listed, ...]
    questions: tuple[Suggested, ...]
    claims: Claims
    exact: bool
    """Whether the words are the name of the one concept and nothing else."""


def ask(store: GraphStore, text: str) -> Asked:
    """What the graph has to say to the text."""
    found = tuple(_concepts(store, text))
    names = {name for one in found for name in fold(one.label).split()}
    words = {word for word in fold(text).split() if word not in _EMPTY} | names
    known = index(store).by_name
    return Asked(
        concepts=found,
        questions=tuple(_questions(words, found)),
        claims=claims_about(store, [one.iri for one in found], _SHOWN),
        exact=len(found) == 1 and fold(text) in known,
    )


def _concepts(store: GraphStore, text: str) -> Iterator[Listed]:
    """The longest names in the text, from left to right."""
    known = index(store)
    words = [match.group() for match in _WORDS.finditer(text)]
    seen: set[str] = set()
    at = 0
    while at < len(words):
        step = 1
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            nodes = known.by_name.get(fold(" ".join(words[at : at + length])), ())
            if nodes and not (length == 1 and words[at].lower() in _EMPTY):
                step = length
                if nodes[0] not in seen:
                    seen.add(nodes[0])
                    yield known.concepts[nodes[0]]
                break
        at += step


def _questions(words: set[str], found: tuple[Listed, ...]) -> Iterator[Suggested]:
    """Questions whose summary or tags share most words with the text."""
    ranked = []
    for question in catalogue().values():
        told = {word.strip("?,.") for word in fold(f"{question.summary} {' '.join(question.tags)}").split()}
        common = len((words - _EMPTY) & told)
        values = tuple(
            (parameter.name, concept.label)
            for parameter in question.parameters
            for concept in found[:1]
            if parameter.name == concept.type or (parameter.name == "drug" and concept.type == "drug class")
        )
        if common or values:
            ranked.append(
                (-common - len(values), question.name, Suggested(question.name, question.summary, values))
            )
    yield from (suggested for _, _, suggested in sorted(ranked)[:6])
