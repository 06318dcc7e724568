"""Efficacy that is said to have been shown ("the efficacy of X was demonstrated")."""

import re
from collections.abc import Iterator

from kg.model import Claim, Sentence
from kg.relate.chunks import Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.findings import claims
from kg.relate.frame import Frame

_ITS_OWN = re.compile(r"I(?:,[^,]*,)?x{0,2}z'$")
_SHOWN = frozenset((
    "demonstrated", "confirmed", "established", "proven", "shown", "documented", "proved", "maintained",
    "sustained", "preserved",
))  # fmt: skip
_SUPPORTED = frozenset(("support", "supports", "supported"))
_OF_AGENT = re.compile(r"(?:,?[&|]'*[qz])*l'*(?P<agent>I)")
_IS_SHOWN = re.compile(r"[^xFCV;Nu]{0,14}x{1,3}z?(?P<verb>[zx])")


def shown_to_work(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """ "The efficacy of X in A has been demonstrated", where the phrase is one chunk with its agent."""
    for at, chunk in enumerate(clause.chunks):
        if chunk.symbol != "I" or not chunk.text.lower().startswith(("the efficacy of", "efficacy of")):
            continue
        match = _IS_SHOWN.match(clause.text, at + 1)
        verb = clause.chunks[match.start("verb")] if match else clause.chunks[at - 1]
        shown = verb.text.lower() in _SHOWN or (match is None and verb.text.lower() in _SUPPORTED)
        if (match or at) and shown and not set(clause.text) & set("CVN"):
            frame = Frame(clause, at, sentence, discourse)
            yield from claims(frame, "effective", chunk.given, "efficacy.proven")


def of_its_own(frame: Frame) -> tuple[Given, ...]:
    """ "X has demonstrated its activity against A": X."""
    match = _ITS_OWN.search(frame.clause.text, 0, frame.at)
    words = [chunk.text.lower() for chunk in frame.clause.chunks[frame.at - 2 : frame.at]] if match else []
    return frame.subject() if words and words[0] in _SHOWN and words[1] in ("its", "their") else ()


def proven(frame: Frame) -> tuple[Given, ...]:
    """ "The efficacy of X was demonstrated", "the trial confirmed the efficacy and safety of X": X."""
    text, chunks = frame.clause.text, frame.clause.chunks
    match = _OF_AGENT.match(text, frame.at + 1)
    if match is None or set(text) & set("CV"):
        return ()
    behind = _IS_SHOWN.match(text, match.end())
    before = text[: frame.at].rstrip("'&qz7")
    if before.endswith("r") and chunks[len(before) - 1].text.lower() in _SUPPORTED:
        return chunks[match.start("agent")].given  # "our findings support the efficacy of X"
    verbs = [chunks[behind.start("verb")]] if behind else list(chunks[len(before) : frame.at])
    return chunks[match.start("agent")].given if any(c.text.lower() in _SHOWN for c in verbs) else ()
