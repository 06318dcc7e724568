"""The agent is in preclinical or clinical development."""

from collections.abc import Iterator

from kg.model import Claim, ClaimKind, Sentence
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.efficacy import agents
from kg.relate.frame import frames


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind development."""
    if clause.aims:
        return
    for frame in frames(clause, "F", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if cue is not None and cue.kind == ClaimKind.DEVELOPMENT:
            for given in agents(frame, cue.agent_side):
                yield frame.claim(ClaimKind.DEVELOPMENT, cue.direction, "development.finding", given)
