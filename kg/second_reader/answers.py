"""Answers as rows of the evidence table; what is in another form is no answer."""

import json
from dataclasses import dataclass

from kg.model import CLAIM_COLUMNS
from kg.second_reader.client import Unusable

_MOST = 200
"""Claims of one answer; more is babble."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as the second reader says it, not yet looked at."""

    quote: str
    cells: tuple[str, ...]
    """In ``CLAIM_COLUMNS``."""


def proposals(answer: str) -> list[Proposal]:
    """The claims of an answer, each once; Unusable where it is not in the form that was asked for."""
    try:
        rows = json.loads(answer)["claims"]
        found = [Proposal(row["quote"], tuple(row[column] for column in CLAIM_COLUMNS)) for row in rows]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Unusable("an answer is not the JSON that was asked for") from None
    if not all(isinstance(cell, str) for row in found for cell in (row.quote, *row.cells)):
        raise Unusable("an answer has cells that are no text")
    if len(found) > _MOST:
        raise Unusable(f"an answer has more than {_MOST} claims")
    return list(dict.fromkeys(found))
