"""Claims that would not break a shape of the graph."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.graph.description import lexicon_quads
from kg.graph.mapping import quads
from kg.graph.validate import Validator, is_violated
from kg.model import Claim, Reading


def conforming(reading: Reading, claims: Sequence[Claim]) -> Sequence[Claim]:
    """All of the claims if the article's graph conforms with them, else those that do alone."""
    if _conforms(replace(reading, claims=tuple(claims))):
        return claims
    return [claim for claim in claims if len(claims) > 1 and _conforms(replace(reading, claims=(claim,)))]


def _conforms(reading: Reading) -> bool:
    return not is_violated(_validator().findings(quads(reading)))


@cache
def _validator() -> Validator:
    return Validator(lexicon_quads())
