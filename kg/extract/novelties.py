"""New agents that the text does not name: "novel agents", "emerging CML therapies"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Mention, MentionType
from kg.terminology.lexicon import Cue
from kg.terminology.matcher import Match
from kg.terminology.terms import Terms

_BETWEEN = 25
"""Room for a disease or a word such as "treatment" between the adjective and its noun."""


def find(
    text: str, mentions: Sequence[Mention], cues: Sequence[Match[Cue]], terms: Terms
) -> Iterator[Mention]:
    """Mentions of investigational therapy: a novelty cue with the agent noun that it belongs to."""
    concept = terms.lexicon.concept("investigational-therapy")
    for adjective, noun in pairwise(cues):
        if adjective.value.role != "novelty" or adjective.value.direction != "investigational":
            continue
        gap = text[adjective.end : noun.start]
        if noun.value.role != "agent-noun" or len(gap) > _BETWEEN or any(mark in gap for mark in ".,;:()"):
            continue
        between = [m for m in mentions if adjective.end <= m.start and m.end <= noun.start]
        if any(mention.type is not MentionType.DISEASE for mention in between):
            continue
        words = gap.split() if not between else []
        if len(words) > 1:
            continue
        # A disease between is a mention of its own, so the noun alone stands for the agents.
        start = noun.start if between else adjective.start
        yield Mention(start, noun.end, text[start : noun.end], MentionType.THERAPY, concept=concept)
