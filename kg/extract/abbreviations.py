"""Abbreviations that a text defines for itself: "pleural effusion (PE)", "imatinib (IM)"."""

import re
from collections.abc import Iterator, Sequence

from kg.model import Concept, Mention, MentionType

_DEFINED = re.compile(r"\s?[(\[]\s?(?P<short>[A-Za-z][A-Za-z0-9+/–-]{1,9})\s?[)\];,]")
_WORD = re.compile(r"(?<![\w-])[A-Z][A-Za-z0-9]{0,9}(?:[+/–-][A-Za-z0-9]{1,9}){0,2}(?!\w)")


def find(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions by abbreviations, from where they are defined to the end of the text.

    One that is defined for two concepts, or that no reader would take for its long form, stands for none.
    """
    defined: dict[str, tuple[Concept, MentionType] | None] = {}
    for mention in mentions:
        if mention.concept is None:
            continue
        match = _DEFINED.match(text, mention.end)
        if match is None or not _abbreviates(match["short"], mention.text):
            continue
        short = match["short"]
        known = defined.setdefault(short, (mention.concept, mention.type))
        if known is not None and known[0] != mention.concept:
            defined[short] = None
    if not defined:
        return
    for match in _WORD.finditer(text):
        word = match[0]
        known = defined.get(word) or (defined.get(word[:-1]) if word.endswith("s") else None)
        if known is not None:
            concept, type_ = known
            yield Mention(match.start(), match.end(), word, type_, concept=concept)


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of the short form stand in the long form, in order, from its first."""
    letters = [letter.lower() for letter in short.rstrip("s") if letter.isalnum()]
    if sum(letter.isupper() for letter in short) < 2 or short[0].lower() != long[0].lower():
        return False
    at = 0
    folded = long.lower()
    for letter in letters:
        at = folded.find(letter, at) + 1
        if at == 0:
            return False
    return len(short) < len(long)
