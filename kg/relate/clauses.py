"""A sentence cut into clauses: stretches with a predicate of their own, and what they leave out."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.relate.chunks import Chunk
from kg.relate.quantities import Adjunct

_PREDICATIVE = frozenset("xFCroefh")
"""Symbols that can carry a clause: auxiliaries, findings, comparatives, recommendations ..."""
_BREAKS = re.compile(r"[;B]|,?[&](?!q)|P|,(?=x[zN]{0,2}[qF])")
_NOT_THE_OTHER = re.compile(r"I(?P<not>,?B(?P<other>N'*I),?)(?=[xFqEzN])")
_LISTED = re.compile(r"([RAQMIO#CF])(?:&|,&(?!['z]*I[er]))['z]*\1")
"""Two of a kind with "and" between are one list, and no place to break."""
_ASIDE = re.compile(r",(?:(?:[z'&]{0,3}l?u|V)[^,;]*|N[tw']{0,2}I),")


_RESISTS = re.compile(r"(?:[MR][zG]{0,2}(?:,?[&|]|,)['zG]{0,3}){0,9}[MR]z?$")
""" "T315I, which resists X, ...": what resists goes with what is said of it."""
_THAT_AGENT = re.compile(r"I(?:\([^()]{1,3}\))?$")
""" "X, which is approved for A, ...": X goes with what is said of it."""
_REACH = 40


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """Chunks that share a predicate.

    ``before`` is the clause that this one continues ("... and is well tolerated"); its subject
    stands in where this one has none.
    """

    chunks: tuple[Chunk, ...]
    before: "Clause | None" = None
    aims: bool = False
    """Whether the clause is an aim, a question or a condition, which claims nothing."""
    hedge: Chunk | None = None
    """What hedges in a report that governs it ("these data suggest that ...")."""
    negated: Chunk | None = None
    """What denies in a report that governs it ("there is no evidence that ...")."""
    adjuncts: tuple[Adjunct, ...] = ()
    """Times, p-values and bracketed rates that are said beside the chunks."""
    text: str = field(init=False, compare=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _symbols(self.chunks))


def _symbols(chunks: Sequence[Chunk]) -> str:
    return "".join([chunk.symbol for chunk in chunks])


def split(chunks: Sequence[Chunk], adjuncts: Sequence[Adjunct] = ()) -> list[Clause]:
    """The clauses of a sentence in order; asides between commas come after the clause they interrupt."""
    main, asides = _without_asides(_behind_aim(_contrasted(_interrupted(list(chunks)))))
    inside = [_aside_clause(aside, adjuncts) for aside in asides]
    taken = {adjunct for clause in inside for adjunct in clause.adjuncts}
    adjuncts = [adjunct for adjunct in adjuncts if adjunct not in taken]
    if match := _NOT_THE_OTHER.search(_symbols(main)):
        # "X, but not Y, is effective" is two clauses with one predicate.
        first, last = match.span("not")
        other = main[match.start("other") : match.end("other")]
        return [
            *split([*main[:first], *main[last:]], adjuncts),
            *split([*other, *main[last:]], adjuncts),
            *inside,
        ]
    clauses: list[Clause] = []
    start = 0
    for part, breaker, sign, end in _parts(main):
        before = clauses[-1] if clauses else None
        aims = _aims(part) or (before is not None and before.aims and breaker not in (";", "."))
        hedge = sign if breaker == "P?" else before.hedge if before is not None and breaker == "&" else None
        own = tuple(adjunct for adjunct in adjuncts if start <= adjunct.start < end)
        clauses.append(Clause(tuple(part), before, aims, hedge, sign if breaker == "P!" else None, own))
        start = end
    return clauses + inside


def _interrupted(chunks: list[Chunk]) -> list[Chunk]:
    """ "X may therefore be used": no new clause behind an auxiliary."""
    for at in range(1, len(chunks)):
        inside = chunks[at].symbol == "B" and chunks[at - 1].symbol in "Ex"
        if inside and chunks[at].text.lower() in ("therefore", "thus", "hence", "however"):
            chunks[at] = chunks[at]._replace(symbol="z")
    return chunks


_WHEREAS = re.compile(r"(?:^|;)(?P<but>B)[^,;B]*I[^,;B]*(?P<comma>,)(?=['z]?I)")


def _contrasted(chunks: list[Chunk]) -> list[Chunk]:
    """ "Whereas X did this, Y did that": two clauses."""
    text = _symbols(chunks) if chunks and chunks[0].symbol == "B" else ""
    match = _WHEREAS.search(text)
    if match and chunks[match.start("but")].text.lower() in ("whereas", "while"):
        at = match.start("comma")
        chunks[at] = chunks[at]._replace(symbol=";")
    return chunks


def _behind_aim(chunks: list[Chunk]) -> list[Chunk]:
    """ "To find out whether X works, we gave it to 20 patients": an aim and what was done, two clauses."""
    if chunks and _aims(chunks) and (chunks[0].symbol == "W" or chunks[0].text.lower() in ("to", "in")):
        for at, chunk in enumerate(chunks[1:], 1):
            if chunk.text.lower() == "we" and chunks[at - 1].symbol == "," and _aims(chunks[:at]):
                chunks[at - 1] = chunks[at - 1]._replace(symbol=";")
    return chunks


def _aside_clause(aside: list[Chunk], adjuncts: Sequence[Adjunct]) -> Clause:
    own = tuple(adjunct for adjunct in adjuncts if aside[0].start <= adjunct.start <= aside[-1].end)
    return Clause(tuple(aside), None, _aims(aside), adjuncts=own)


def _aims(part: Sequence[Chunk]) -> bool:
    return "W" in _symbols(part)


def _without_asides(chunks: list[Chunk]) -> tuple[list[Chunk], list[list[Chunk]]]:
    asides: list[list[Chunk]] = []
    at = 0
    while match := _ASIDE.search(_symbols(chunks), at):
        first, last = match.span()
        aside = chunks[first + 1 : last - 1]
        if any(chunk.symbol == "V" for chunk in aside[:1]):
            at = last - 1  # ", compared with X, ..." belongs to its clause
            continue
        before = _symbols(chunks[max(0, first - _REACH) : first])
        head = _RESISTS.search(before) or (_THAT_AGENT.search(before) if aside[0].symbol == "u" else None)
        asides.append(chunks[first - len(head[0]) : first + 1] + aside if head else aside)
        chunks = chunks[:first] + chunks[last:]
        at = first
    return chunks, asides


def _parts(chunks: list[Chunk]) -> list[tuple[list[Chunk], str, Chunk | None, int]]:
    """(chunks, what broke them off from the part before, what denies or doubts, where the next begins)."""
    text = _symbols(chunks)
    parts: list[tuple[list[Chunk], str, Chunk | None, int]] = []
    start, breaker = 0, ""
    sign: Chunk | None = None
    listed = {match.end(1) + offset for match in _LISTED.finditer(text) for offset in (0, 1)}
    breaks = [
        match
        for match in _BREAKS.finditer(text)
        if match.start() not in listed and not _is_bracketed(text, match.start())
    ]
    for number, match in enumerate(breaks):
        following = breaks[number + 1].start() if number + 1 < len(breaks) else len(text)
        left, right = text[start : match.start()], text[match.end() : following]
        mark = match[0][-1]
        if mark == "P" or mark in ";B" or (_predicates(left) and _predicates(right)):
            before = chunks[start : match.start()]
            parts.append((before, breaker, sign, chunks[match.start()].start))
            breaker, sign = _report(chunks[match.end() - 1], before) if mark == "P" else (mark, None)
            start = match.end()
    parts.append((chunks[start:], breaker, sign, sys.maxsize))
    return [part for part in parts if part[0]]


def _is_bracketed(text: str, at: int) -> bool:
    return text.rfind("(", 0, at) > text.rfind(")", 0, at) and ")" in text[at:]


def _report(report: Chunk, before: Sequence[Chunk]) -> tuple[str, Chunk]:
    """How a report gives what it reports (``P`` a fact, ``P?`` a guess, ``P!`` not so), and by what word."""
    direction = report.atom.cue.direction if report.atom and report.atom.cue else ""
    near = {chunk.symbol: chunk for chunk in before[-3:]}
    if direction == "negated" or "N" in near:
        return "P!", near.get("N", report)
    if direction == "hedged" or "E" in near:
        return "P?", near.get("E", report)
    return "P", report


def _predicates(text: str) -> bool:
    return any(symbol in _PREDICATIVE for symbol in text)
