"""What the lexicon names, and the cue phrases between."""

import re

from kg.model import Concept, Mention
from kg.terminology.lexicon import Cue
from kg.terminology.matcher import Match
from kg.terminology.terms import Terms
from kg.text.fold import Folded


def find(folded: Folded, text: str, terms: Terms) -> tuple[list[Mention], list[Match[Cue]]]:
    """Mentions of lexicon concepts, and cues, both with offsets in the text as read."""
    mentions: list[Mention] = []
    cues: list[Match[Cue]] = []
    for match in terms.matcher.find(folded.text):
        start, end = folded.span(match.start, match.end)
        if isinstance(match.value, Cue):
            cues.append(Match(start, end, match.value))
        elif isinstance(match.value, Concept) and match.value.type is not None:
            mentions.append(Mention(start, end, text[start:end], match.value.type, concept=match.value))
    return mentions + _shared_heads(folded, text, mentions, terms), cues


_SHARES = re.compile(
    r"(?<!\w)(?P<two>[a-z]+ (?P<one>[a-z]+)|[a-z]+)(?:,| and| or| and/or)[ -]+$", re.IGNORECASE
)


def _shared_heads(folded: Folded, text: str, mentions: list[Mention], terms: Terms) -> list[Mention]:
    """ "Primary and acquired resistance": the first word names "primary resistance"."""
    if folded.origin is not None:
        return []
    found: list[Mention] = []
    for mention in mentions:
        first, _, head = mention.text.rpartition(" ")
        if not first or not head.isalpha():
            continue
        match = _SHARES.search(folded.text, max(0, mention.start - 40), mention.start)
        for group in ("two", "one"):
            modifier = match[group] if match else None
            concept = terms.concept_of(f"{modifier} {head}") if modifier else None
            if match and concept and concept.type == mention.type and concept != mention.concept:
                start, end = match.span(group)
                found.append(Mention(start, end, text[start:end], concept.type, concept=concept))
                break
    return found
