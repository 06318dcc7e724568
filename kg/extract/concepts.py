"""What the lexicon names, and the cue phrases between."""

import re
from collections.abc import Sequence

from kg.model import Mention
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
        elif match.value.type is not None:
            if folded.text.startswith("on-", match.start - 3) and _NOT_IT.search(
                folded.text, max(0, match.start - 4), match.start
            ):
                continue  # "non-SCT approaches"
            mentions.append(Mention(start, end, text[start:end], match.value.type, concept=match.value))
    return mentions + _shared_heads(folded, text, mentions, terms), cues


_NOT_IT = re.compile(r"(?<!\w)[Nn]on-$")
_SHARED = re.compile(
    r"(?<!\w)(?:[a-z]+(?: [a-z]+)?(?: \([A-Za-z0-9.]{2,8}\))?"
    r"(?:, (?:and |or )?| and | or | and/or | |-)){1,4}$",
    re.IGNORECASE,
)
_MODIFIER = re.compile(
    r"(?P<two>[a-z]+ (?P<one>[a-z]+)|[a-z]+)(?: \([A-Za-z0-9.]{2,8}\))?(?:,| and| or| and/or)", re.IGNORECASE
)


def _shared_heads(folded: Folded, text: str, mentions: list[Mention], terms: Terms) -> list[Mention]:
    """ "Primary and acquired resistance": the first word names "primary resistance"."""
    if folded.origin is not None:
        return []
    found: list[Mention] = []
    for mention in mentions:
        words = mention.text.split(" ")
        joined = folded.text[max(0, mention.start - 4) : mention.start].endswith(("and ", "or ", ", "))
        if len(words) == 1 or not joined:
            continue
        heads = [" ".join(words[at:]).removesuffix("s") for at in (1, len(words) - 1)]
        stretch = _SHARED.search(folded.text, max(0, mention.start - 60), mention.start)
        for match in _MODIFIER.finditer(folded.text, stretch.start(), mention.start) if stretch else ():
            found += _modified(match, heads, mention, text, terms)
    return found


def _modified(
    match: re.Match[str], heads: Sequence[str], mention: Mention, text: str, terms: Terms
) -> list[Mention]:
    for group in ("two", "one"):
        for head in heads:
            concept = terms.concept_of(f"{match[group]} {head}") if match[group] else None
            if concept and concept.type == mention.type and concept != mention.concept:
                start, end = match.span(group)
                return [Mention(start, end, text[start:end], concept.type, concept=concept)]
    return []
