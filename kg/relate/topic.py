"""Whom a record is about."""

import re
from collections.abc import Sequence

from kg.model import Mention, MentionType, PatientGroup, Population, Sentence
from kg.relate.bystanders import is_of_others
from kg.relate.chunks import Chunk
from kg.relate.clauses import Clause
from kg.relate.populations import specificity
from kg.terminology.terms import Terms


class Topic:
    """The patients of the title; where a sentence says who was studied more narrowly, those."""

    def __init__(self, terms: Terms, mentions: Sequence[Mention], title: Sentence | None) -> None:
        self.population = _topic(terms, mentions, title)
        self.mentions: tuple[Mention, ...] = ()
        self._settled = False

    @property
    def is_of_some(self) -> bool:
        """Whether the record says of whom it is, and does not just name the disease."""
        return bool(self.mentions) and self.population is not None and specificity(self.population) < _DISEASE

    def settle(self, clauses: Sequence[Clause], sentence: Sentence) -> None:
        """Take from a sentence whom the record is about."""
        said = [chunk for clause in clauses for chunk in clause.chunks if chunk.symbol == "O"]
        said = narrowest(said)
        said = said if len(said) < 2 else [c for c in said if _PERSONS.search(c.text)]
        population = said[0].population if len(said) == 1 else None
        if population is not None and not sentence.is_title and _FOCUS.search(sentence.text):
            known = self.population
            if known is None or len(known.groups) > 1 or specificity(population) < specificity(known):
                self.population, self.mentions = population, said[0].mentions
            self._settled = True
            return
        if population is None:
            return
        enrolled = any(_enrols(clause) for clause in clauses)
        if self._settled and not (enrolled and specificity(population)):
            return
        if all(mention.text.lower() == _ANY_CANCER for mention in said[0].mentions):
            return
        if sentence.is_title:
            self.population, self.mentions = population, said[0].mentions
        elif enrolled or any(clause.aims or _says_study(clause) for clause in clauses):
            self._settled = True
            if self.population is None or specificity(population) < specificity(self.population):
                self.population, self.mentions = population, said[0].mentions


_PERSONS = re.compile(r"\b(?:patients?|pts|adults|children|subjects|individuals|participants)\b", re.I)
_FOCUS = re.compile(
    r"\b(?:analysis|study|report|paper|article)\b.{0,40}\b(?:focus(?:es|ed)? on|(?:restricted|limited) to)\b"
    r"|^(?:results?|data|findings|outcomes?) (?:for|in|of|from)\b.*\bare (?:reported|presented) here\b",
    re.IGNORECASE,
)
"""What says of which of its patients the record reports."""


def narrowest(chunks: list[Chunk]) -> list[Chunk]:
    """Without the disease itself, where patients are named more narrowly beside it."""
    narrow = [c for c in chunks if c.population is not None and specificity(c.population) < _DISEASE]
    return narrow or chunks


_DISEASE = 5
"""The specificity of CML, with nothing else said."""
_ENROLLED = frozenset(("enrolled", "recruited", "included", "conducted", "accrued", "enrolling", "comprised"))


def _enrols(clause: Clause) -> bool:
    """Whether a clause says who was taken into the study."""
    said = any(chunk.text.lower() in _ENROLLED for chunk in clause.chunks)
    return said and not set(clause.text) & set("N-") and not is_of_others(clause)


def _says_study(clause: Clause) -> bool:
    cues = [chunk.atom.cue for chunk in clause.chunks if chunk.symbol == "F" and chunk.atom]
    return any(cue is not None and cue.direction == "investigated" for cue in cues)


_ANY_CANCER = "cancer"
""" "A paradigm of cancer treatment" is about no disease in particular."""


def _topic(terms: Terms, mentions: Sequence[Mention], title: Sentence | None) -> Population | None:
    """The one disease that the title names, else the first disease of the abstract."""
    diseases = [m for m in mentions if m.type is MentionType.DISEASE and m.concept]
    diseases = [m for m in diseases if m.text.lower() != _ANY_CANCER]
    in_title = [m for m in diseases if title and m.end <= title.end]
    general = ("chronic-myeloid-leukemia", "newly-diagnosed-cml")  # a phase may be one to fear, not to have
    first = [m for m in diseases[:1] if m.concept and m.concept.id in general]
    for found in (in_title, first):
        labels = {mention.concept for mention in found if mention.concept}
        if len(labels) == 1:
            (disease,) = labels
            return Population((PatientGroup(disease.label, disease=disease),))
        if labels:
            return None
    return None
