"""Drugs that are called options: "X is a valid second-line option", "options after Y failure include X"."""

import re
from collections.abc import Iterator

from kg.model import Sentence
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Frame

_IS_ONE = re.compile(
    r"(?P<agent>I)(?:\([^()]{1,3}\))?(?:Ez?)?(?:x{1,2}|z?(?P<verb>[zF])@?)"
    r"['zn7GqCr&]{0,6}(?P<option>[YIn])(?=$|[ik,;])"
)
_ARE = re.compile(
    r"['zn7C,]{0,5}(?P<option>[YI])(?:[ik]['z]{0,2}(?:O|IR))?E?x['z]{0,2}(?P<agent>I)(?=$|[,;&])"
)
_WORDS = ("option", "options", "alternative", "alternatives")
_OFFERS = frozenset((
    "provide", "provides", "offer", "offers", "represent", "represents", "constitute", "constitutes",
    "may represent", "become", "serve", "serves", "remain", "remains",
))  # fmt: skip
_DENIED = frozenset("NWu-")


def options(
    clause: Clause, sentence: Sentence, discourse: Discourse
) -> Iterator[tuple[Frame, tuple[Given, ...]]]:
    """Where a clause calls drugs options; with the drugs."""
    if set(clause.text) & _DENIED:
        return
    for match in (_ARE.match(clause.text), _IS_ONE.search(clause.text)):
        if match is None or not _says_option(clause.chunks[match.start("option")]):
            continue
        verb = match.groupdict().get("verb")
        if not verb or clause.chunks[match.start("verb")].text.lower() in _OFFERS:
            yield (
                Frame(clause, match.start("option"), sentence, discourse),
                clause.chunks[match.start("agent")].given,
            )
            return


def _says_option(chunk: Chunk) -> bool:
    return chunk.text.lower().endswith(_WORDS)
