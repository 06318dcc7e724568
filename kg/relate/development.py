"""The agent is in preclinical or clinical development."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind, Sentence
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.findings import agents
from kg.relate.frame import frames

_SAID_OF = re.compile(r"(?:x[zEN']*|I,?(?:ux{1,2})?z?)$")


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind development."""
    if clause.aims:
        return
    for frame in frames(clause, "F", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if cue is None or cue.kind != ClaimKind.DEVELOPMENT:
            continue
        # "Evaluation of X in clinical trials", "enrolled in trials of X" are no more than studies.
        named_behind = cue.agent_side == "before" and clause.text[frame.at + 1 : frame.at + 2] == "l"
        if cue.agent_side == "after" or (_SAID_OF.search(clause.text[: frame.at]) and not named_behind):
            for given in agents(frame, cue.agent_side):
                yield frame.claim(ClaimKind.DEVELOPMENT, cue.direction, "development.finding", given)
