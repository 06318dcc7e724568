"""All mentions of a text, and the cues between them."""

from dataclasses import dataclass

from kg.extract import abbreviations, concepts, levels, novelties, variants
from kg.extract.doses import DoseGrammar
from kg.model import Mention
from kg.terminology.lexicon import Cue
from kg.terminology.matcher import Match
from kg.terminology.terms import Terms
from kg.text.fold import fold


@dataclass(frozen=True, slots=True)
class Extraction:
    """Mentions and cues in the order of the text, none overlapping another of its list."""

    mentions: tuple[Mention, ...]
    cues: tuple[Match[Cue], ...]


class Extractor:
    """Reads mentions; built once, shared by all records."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._doses = DoseGrammar(terms)

    def extract(self, text: str) -> Extraction:
        """Every mention and cue; where a listed label and a grammar overlap, the longer stands."""
        folded = fold(text)
        named, cues = concepts.find(folded, text, self._terms)
        named += novelties.find(text, named, cues, self._terms)
        grammars = (*variants.find(folded, text, self._terms), *levels.find(folded, text, self._terms))
        mentions = _merged([*named, *grammars])
        mentions = _merged([*mentions, *abbreviations.find(text, mentions)])
        dose_levels = [cue for cue in cues if cue.value.role == "dose-level"]
        mentions = _merged([*mentions, *self._doses.find(folded, text, mentions, dose_levels)])
        taken = bytearray(len(text))
        for mention in mentions:
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
        free = tuple(cue for cue in cues if taken.find(1, cue.start, cue.end) == -1)
        return Extraction(tuple(mentions), free)


def _merged(mentions: list[Mention]) -> list[Mention]:
    """Without those that overlap a longer one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.start - m.end, m.type)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
