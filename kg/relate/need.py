"""A population still lacks a good option."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind, Sentence
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import GOVERNORS, frames

_OPTION_BEFORE = re.compile(r"(?P<option>[IY])(?:i'*[OjpS])?x[zE']*$")
_OPTION_AFTER = re.compile(r"['nzq]{0,3}[IY]")


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind need; "further studies are needed" is none, as what is needed is no option."""
    if clause.aims:
        return
    for frame in frames(clause, "F", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if cue is None or cue.kind != ClaimKind.NEED:
            continue
        before, after = clause.text[: frame.at], clause.text[frame.at + 1 :]
        option = _OPTION_BEFORE.search(before)
        # "Studies of X are needed" asks for studies.
        wanted = option is not None and before[: option.start()].rstrip("'nz")[-1:] not in GOVERNORS
        said = cue.polarity < 0 or wanted or _OPTION_AFTER.match(after)
        whom = frame.whom()
        if said and whom.population is not None:
            yield frame.claim(ClaimKind.NEED, "unmet", "need.finding", None, whom)
