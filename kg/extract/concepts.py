"""What the lexicon names, and the cue phrases between."""

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
    return mentions, cues
