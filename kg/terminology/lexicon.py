"""The lexicon as plain data; ``kg.graph.lexicon`` fills it from ``ontology/lexicon/*.ttl``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kg.errors import OntologyError
from kg.model import Concept, Frequency


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that says how concepts relate ("more effective than", "no evidence of").

    ``role`` names its place in the grammar (see ``kg.relate.atoms.ROLES``); the other fields
    are what the rules read from it, each empty where the role has no use for it.
    """

    id: str
    role: str
    kind: str = ""
    """Claim kind that a finding makes."""
    direction: str = ""
    outcome: Concept | None = None
    polarity: int = 1
    """+1 where more of it is good for the patient, -1 where it is bad."""
    agent_side: str = ""
    """Where a finding has its agent: ``before`` or ``after``."""
    status: Concept | None = None
    """Resistance concept that a status adjective stands for ("refractory": resistance)."""


@dataclass(frozen=True, slots=True)
class ReferenceSequence:
    """A stretch of the kinase domain: residue ``i`` of ``letters`` has position ``start + i``."""

    start: int
    letters: str

    def residue(self, position: int) -> str:
        """One-letter code at a position, or an empty string outside the stretch."""
        index = position - self.start
        return self.letters[index] if 0 <= index < len(self.letters) else ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Concepts by id, every label that names one, and every cue phrase."""

    concepts: Mapping[str, Concept]
    labels: tuple[tuple[str, str], ...]
    """(label, concept id); a label with a capital is case-sensitive."""
    vetoes: tuple[str, ...]
    """Longer phrases that hide a label inside them."""
    cues: tuple[tuple[str, Cue], ...]
    spellings: tuple[tuple[str, str], ...] = ()
    """(American, British) parts of words."""
    broader: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """All ancestors of a concept."""
    relevant: frozenset[str] = frozenset()
    """Concepts whose mention, or that of narrower ones, makes a record one of the field."""
    undesirable: frozenset[str] = frozenset()
    """Responses of which less is better (relapse, progression, residual disease)."""
    transcript_limits: Mapping[Decimal, str] = field(default_factory=dict)
    """Responses by the most transcripts at which they count, in percent of the international scale."""
    reference: ReferenceSequence | None = None
    units: tuple[tuple[str, str], ...] = ()
    """(spelling, UCUM code)."""
    frequencies: tuple[tuple[str, Frequency], ...] = ()
    """(spelling, frequency)."""
    routes: tuple[tuple[str, str], ...] = ()
    """(spelling, route of administration)."""
    dose_links: tuple[str, ...] = ()
    """Words that may stand between a drug and its dose ("at a starting dose of")."""
    bases: tuple[tuple[str, str], ...] = ()
    """(phrase, whose result it tells: ``own result`` or ``cited work``)."""

    def concept(self, id: str) -> Concept:
        """The concept that the rules rely on by name."""
        try:
            return self.concepts[id]
        except KeyError:
            raise OntologyError(f"the lexicon has no concept c:{id}, which a rule needs") from None
