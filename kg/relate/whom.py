"""Whom a finding holds for, where it names some of them besides ("particularly in patients with A")."""

import re
from collections.abc import Callable
from dataclasses import replace

from kg.relate.frame import Frame, Whom

_SPECIAL = re.compile(r",?(?P<word>z)[iw]?'*(?P<special>O)")
_WORDS = frozenset(("particularly", "especially", "notably"))


def whoms(frame: Frame, main: Callable[[Frame], Whom]) -> list[Whom]:
    """The population of a finding by ``main``, and that which it is said to hold for above all."""
    chunks = frame.clause.chunks
    for match in _SPECIAL.finditer(frame.clause.text, frame.at):
        if chunks[match.start("word")].text.lower() in _WORDS:
            special = chunks[match.start("special")]
            clause = replace(frame.clause, chunks=(*chunks[: match.start()], *chunks[match.end() :]))
            return [main(replace(frame, clause=clause)), Whom(special.population, special.mentions)]
    return [main(frame)]
