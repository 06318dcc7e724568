"""The lexicon made ready for reading text: two matchers and the checks that grammars need."""

from kg.model import Concept
from kg.terminology.lexicon import Cue, Lexicon
from kg.terminology.matcher import Matcher, spelling_variants


class Terms:
    """Recognises the lexicon's concepts and cues; built once, shared by all records."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        phrases: list[tuple[str, Concept | Cue | None]] = [(veto, None) for veto in lexicon.vetoes]
        for label, id in lexicon.labels:
            concept = lexicon.concepts[id]
            if concept.type is not None:
                phrases += [(form, concept) for form in sorted(spelling_variants(label, lexicon.spellings))]
        for phrase, cue in lexicon.cues:
            phrases += [(form, cue) for form in sorted(spelling_variants(phrase, lexicon.spellings))]
        self.matcher: Matcher[Concept | Cue] = Matcher(phrases)

    def is_a(self, concept: Concept, ancestor: str) -> bool:
        """Whether the concept is, or is narrower than, the one with that id."""
        return concept.id == ancestor or ancestor in self.lexicon.broader.get(concept.id, frozenset())

    def undesirable(self, concept: Concept) -> bool:
        """Whether more of it is worse for the patient."""
        return concept.id in self.lexicon.undesirable
