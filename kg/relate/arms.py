"""The arms of a study, as its clauses name them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.model import Agent, Reference
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause


def again(given: Given, start: int, end: int) -> Given:
    """An agent that an earlier mention names, said again by the expression at start:end."""
    mentioned = (*given.mentions, *(reference.antecedent for reference in given.references))
    by_concept = {m.concept or (m.dose and m.dose.drug): m for m in reversed(mentioned)}
    return Given(given.agent, (), tuple(Reference(start, end, m) for m in by_concept.values()))


_TREATED = re.compile(
    r"\b(?:randomi[sz]ed|randomly|assigned|allocated|received|receiving|started|treated)\b",
    re.IGNORECASE,
)
_ON = re.compile(r"[pO]wI[zY]{0,2}x")
""" "Patients on X were followed"."""
_EARLIER = re.compile(
    r"\b(?:previous|prior|after|before|fail|had|resist|intoleran|refractory)", re.IGNORECASE
)


@lru_cache(maxsize=1 << 12)
def _says_earlier(text: str) -> bool:
    return _EARLIER.search(text) is not None


@lru_cache(maxsize=1 << 12)
def _says_treated(text: str) -> bool:
    return _TREATED.search(text) is not None


def treated_with(clause: Clause) -> tuple[Given, ...]:
    """The agents that a clause says were given ("randomized to X or Y"), in its order."""
    found: list[Given] = []
    if "I" not in clause.text:
        return ()
    treated = bool(_ON.search(clause.text))
    for chunk in clause.chunks:
        if chunk.symbol in "NQAF#" and found:
            break
        if chunk.symbol != "O" and _says_earlier(chunk.text):
            return ()
        treated = treated or _says_treated(chunk.text)
        if treated and chunk.symbol == "I":
            found += [given for given in chunk.given if given.agent not in {one.agent for one in found}]
    return tuple(found)


_AGAINST = re.compile(r"(?P<one>I)[^I;B]*V[^I;B]*(?P<other>I)")


def set_against(clause: Clause) -> tuple[Given, ...]:
    """The arms of "60 patients who received X were compared with 90 who received Y"."""
    match = _AGAINST.search(clause.text)
    if match is None or not any("compared" in chunk.text for chunk in clause.chunks if chunk.symbol == "V"):
        return ()
    one, other = (clause.chunks[match.start(name)] for name in ("one", "other"))
    treated = all(
        _TREATED.search(" ".join(c.text for c in clause.chunks[max(0, at - 4) : at + 1]))
        for at in (match.start("one"), match.start("other"))
    )
    return (*one.given, *other.given) if treated and len(one.given) == len(other.given) == 1 else ()


_ERA = re.compile(r"(?:the )?(?:introduction|advent|availability|development|era)\b", re.IGNORECASE)
"""A drug that names a time ("survival since the introduction of X") is not what was studied."""


def studied_in(clauses: Sequence[Clause]) -> tuple[Given, ...]:
    """The agents that clauses name, but for those that came before ("after failure of X")."""
    found: dict[Agent, Given] = {}
    for clause in clauses:
        for index, chunk in enumerate(clause.chunks):
            if chunk.symbol == "X" and _is_stopped(clause.chunks, index):
                found.update((given.agent, given) for given in _as_agent(chunk))
            beside = clause.text[index - 1 : index] == "I"  # "X-conditioned Y" is one arm
            if chunk.symbol != "I" or beside or _ERA.match(chunk.text):
                continue
            to_it = _RESPONSES_AFTER.search(clause.text, 0, index) is not None
            earlier = clause.text[:index].rstrip("'zl")[-1:] == "k" and not to_it
            if not earlier and not _was_earlier(clause.chunks[:index]):
                found.update((given.agent, given) for given in chunk.given if given.agent not in found)
    return tuple(found.values())


_RESPONSES_AFTER = re.compile(r"[UQ]k['zl]*$")
""" "Responses following X" are those to X."""


def _was_earlier(before: Sequence[Chunk]) -> bool:
    """ "Prior exposure to X", "after suboptimal response to X"."""
    text = "".join(chunk.symbol for chunk in before[-5:])
    return re.search(r"k['z]{0,2}R[tl]'?$", text) is not None or any(
        chunk.text.lower() in ("prior", "previous") for chunk in before[-3:]
    )


_STOPPED = ("discontinuation", "cessation", "withdrawal")


def _is_stopped(chunks: Sequence[Chunk], index: int) -> bool:
    """ "X discontinuation": what becomes of those who stop X is told of X."""
    return chunks[index + 1 : index + 2] != () and chunks[index + 1].text.lower() in _STOPPED


def _as_agent(chunk: Chunk) -> Iterator[Given]:
    (mention,) = chunk.mentions
    if mention.concept is not None:
        yield Given(Agent((mention.concept,)), chunk.mentions)
