"""The lexicon made ready for reading text: two matchers and the checks that grammars need."""

from decimal import Decimal

from kg.model import Concept
from kg.terminology.lexicon import Cue, Lexicon
from kg.terminology.matcher import Matcher, loosen, lower, spelling_variants


class Terms:
    """Recognises the lexicon's concepts and cues; built once, shared by all records."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        phrases: list[tuple[str, Concept | Cue | None]] = [(veto, None) for veto in lexicon.vetoes]
        for label, id in lexicon.labels:
            concept = lexicon.concepts[id]
            if concept.type is not None:
                phrases += [(form, concept) for form in sorted(spelling_variants(label, lexicon.spellings))]
        self._concept_of = {
            lower(loosen(phrase)): value for phrase, value in phrases if isinstance(value, Concept)
        }
        for phrase, cue in lexicon.cues:
            phrases += [(form, cue) for form in sorted(spelling_variants(phrase, lexicon.spellings))]
        phrases += [
            (spelling, Cue(f"frequency-{frequency.label}", "frequency", direction=frequency.label))
            for spelling, frequency in lexicon.frequencies
        ]
        self.matcher: Matcher[Concept | Cue] = Matcher(phrases)

    def concept_of(self, label: str) -> Concept | None:
        """The concept that a label names, in any case."""
        return self._concept_of.get(lower(loosen(label)))

    def response_at(self, limit: Decimal) -> Concept | None:
        """The response that at most so many transcripts make, in percent of the international scale."""
        id = self.lexicon.transcript_limits.get(limit)
        return self.lexicon.concepts[id] if id else None

    def is_a(self, concept: Concept, ancestor: str) -> bool:
        """Whether the concept is, or is narrower than, the one with that id."""
        return concept.id == ancestor or ancestor in self.lexicon.broader.get(concept.id, frozenset())

    def undesirable(self, concept: Concept) -> bool:
        """Whether more of it is worse for the patient."""
        return concept.id in self.lexicon.undesirable
