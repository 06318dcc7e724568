"""What somebody types into the search box: the question that it is, or the nearest ones; concepts in it, and
claims about them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.ask import answer as asking
from kg.ask.understand import Understanding
from kg.graph.store import GraphStore
from kg.server.reads.claims import claims_about
from kg.server.reads.labels import fold, index
from kg.server.reads.model import Claims, Listed
from kg.server.reads.questions import Grounded, ground

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
class Understood:
    """The question that is meant, how to ask it again, and its answer."""

    question: Suggested
    command: str
    answer: Grounded
    unstated: str
    """What to say where there are no rows."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found."""

    concepts: tuple[Listed, ...]
    meant: Understood | None
    questions: tuple[Suggested, ...]
    """The nearest, where it is not sure what is meant."""
    unknown: tuple[str, ...]
    """Words that are not understood."""
    claims: Claims
    """About the concepts, where no question is meant."""
    exact: bool
    """Whether the words are the name of the one concept and nothing else."""


def ask(store: GraphStore, text: str) -> Asked:
    """What the graph has to say to the text."""
    found = tuple(_concepts(store, text))
    exact = len(found) == 1 and fold(text) in index(store).by_name
    meant = None if exact else _meant(store, text)
    about = [] if isinstance(meant, Understood) else [one.iri for one in found]
    claims = claims_about(store, about, _SHOWN)
    if meant is None or isinstance(meant, Understood):
        return Asked(found, meant, (), (), claims, exact)
    return Asked(found, None, tuple(map(_suggested, meant.nearest)), meant.unknown, claims, exact)


def _meant(store: GraphStore, text: str) -> Understood | asking.Suggestions:
    said = asking.ask(store, text, _understanding(store))
    if isinstance(said, asking.Suggestions):
        return said
    return Understood(_suggested(said), said.command, ground(store, said.table), said.unstated)


@lru_cache(maxsize=1)  # by the identity of the store: another build is another store
def _understanding(store: GraphStore) -> Understanding:
    return Understanding(store)


def _suggested(asked: asking.Asked) -> Suggested:
    return Suggested(asked.question.name, asked.question.summary, tuple(asked.values.items()))


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
