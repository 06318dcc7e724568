"""What keeps a clause from a claim, or its claim from being asserted: the signs that the rules heed."""

from collections.abc import Callable, Iterator, Sequence

from kg.model import Claim, Status
from kg.relate.chunks import Chunk
from kg.relate.clauses import Clause
from kg.relate.frame import subject

_SAYING = frozenset("FCqroefhs@QA")
"""Symbols of what can be claimed: findings, comparatives, qualities, recommendations, outcomes ..."""


def doubts(clause: Clause, claims: Sequence[Claim], shown: Callable[[int], int]) -> Iterator[str]:
    """In plain words, each with the words of the text that raise it."""

    def named(symbol: str) -> list[str]:
        return [_quoted(chunk, shown) for chunk in clause.chunks if chunk.symbol == symbol]

    if clause.aims:
        aim = " and ".join(named("W")) or "the clause before, which it continues,"
        yield f"{aim} makes it an aim, a question or a condition, which claims nothing"
    statuses = {claim.status for claim in claims}
    if clause.negated:
        yield "the report before it denies it"
    if not claims or Status.NEGATED in statuses:
        yield from (f"negated by {word}" for word in named("N"))
    else:
        yield from (f"{word} is part of what is claimed" for word in named("N"))
    if clause.hedge and (not claims or Status.HEDGED in statuses):
        yield "the report before it is a guess"
    if Status.HEDGED in statuses:
        yield from (f"hedged by {word}" for word in named("E"))
    if not claims:
        yield from (f"{word} leaves too little for a plain claim" for word in named("-"))
        if not clause.aims:
            yield from _sides(clause, shown)


def _sides(clause: Clause, shown: Callable[[int], int]) -> Iterator[str]:
    """Who or what is missing in a clause that claims nothing."""
    saying = [at for at, symbol in enumerate(clause.text) if symbol in _SAYING]
    if not saying:
        yield "no word says what could be claimed"
        return
    agents = [(at, chunk) for at, chunk in enumerate(clause.chunks) if chunk.symbol == "I"]
    if not agents and not subject(clause, saying[0]):
        yield "no agent in the clause, nor in those that it continues"
        return
    for at in saying:
        if subject(clause, at):
            continue
        what = _quoted(clause.chunks[at], shown)
        before = [_quoted(chunk, shown) for index, chunk in agents if index < at]
        if len(before) > 1:
            yield f"more than one agent could be the subject of {what}: {', '.join(before)}"
        elif before:
            yield f"{before[0]} is no subject of {what}: it stands behind a preposition or before a noun"
        elif agents:
            yield f"no agent before {what}"
    if "C" in clause.text and len({id(chunk) for _, chunk in agents}) < 2:
        yield "a comparison without two sides in the clause"
    if all(subject(clause, at) for at in saying):
        yield "no rule reads its parts in this order"


def _quoted(chunk: Chunk, shown: Callable[[int], int]) -> str:
    return f'"{chunk.text}" at {shown(chunk.start)}'
