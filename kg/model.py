"""What is read and what is said: the plain data that flows from readers to the graph.

Offsets are half-open, 0-based and counted in Unicode code points of ``Record.text``.
Nothing here knows RDF, a file format or a rule.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CitationCount:
    """How often the work was cited according to ``source``, as the record says; an observation."""

    count: int
    source: str


@dataclass(frozen=True, slots=True)
class Author:
    """A person, given name first, or a group."""

    name: str
    orcid: str = ""
    """The 16 characters with hyphens, checked; no IRI."""
    collective: bool = False


class _Word(StrEnum):
    """Hashed as the string that it is: an enumeration's own hash is a call of Python code."""

    __hash__ = str.__hash__


class SectionKind(_Word):
    """Which part of an article a stretch of text is."""

    TITLE = "title"
    BACKGROUND = "background"
    METHODS = "methods"
    RESULTS = "results"
    CONCLUSION = "conclusion"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled stretch of ``Record.text``; ``label`` is the record's own word for it."""

    kind: SectionKind
    label: str
    start: int
    end: int


class NoticeKind(StrEnum):
    """What a later notice does to a work, or this work to an earlier one."""

    RETRACTED_BY = "retracted by"
    RETRACTION_OF = "retraction of"
    CORRECTED_BY = "corrected by"
    CORRECTION_OF = "correction of"
    CONCERN_IN = "expression of concern in"
    CONCERN_FOR = "expression of concern for"


@dataclass(frozen=True, slots=True)
class Notice:
    """A retraction, correction or expression of concern, as the record cites it."""

    kind: NoticeKind
    citation: str = ""
    pmid: str = ""
    doi: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """A file that a record was read from: name without folder, name of the reader, sha256 (hex)."""

    file: str
    format: str
    digest: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values that cannot both be right, in records of one work."""

    field: str
    """In plain words, such as ``start page``."""
    kept: str
    kept_from: Origin
    other: str
    other_from: Origin


@dataclass(frozen=True, slots=True)
class Record:
    """One article as a reader found it; an empty value means that the record does not state it."""

    key: str
    """PMID, else DOI, else the stem of the record's file."""
    title: str
    abstract: str
    file: str
    """Name of the file it came from, without its folder."""
    format: str
    """Name of the reader, such as ``portal-page``."""
    digest: str
    """sha256 (hex) of the bytes it was read from."""
    authors: tuple[Author, ...] = ()
    """In the order of the record."""
    journal: str = ""
    volume: str = ""
    issue: str = ""
    start_page: str = ""
    end_page: str = ""
    date: str = ""
    """ISO 8601 at its stated precision: ``2008``, ``2008-06`` or ``2008-06-30``."""
    language: str = ""
    """BCP 47 tag."""
    article_types: tuple[str, ...] = ()
    peer_reviewed: bool | None = None
    keywords: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    citation_counts: tuple[CitationCount, ...] = ()
    pmid: str = ""
    pmcid: str = ""
    doi: str = ""
    other: tuple[tuple[str, str], ...] = ()
    """What else the record states, as (label, value) in its order."""
    body: str = ""
    """Full text after the abstract, without references."""
    sections: tuple[Section, ...] = ()
    """Labelled stretches of ``text``, in order and disjoint; the title needs none."""
    mesh_headings: tuple[tuple[str, str], ...] = ()
    """(MeSH unique id such as ``D015464`` or empty, heading)."""
    trials: tuple[str, ...] = ()
    """Registry numbers such as ``NCT00471497``."""
    grants: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    revised: str = ""
    """ISO date on which the service that gives the record last changed it."""
    version: int | None = None
    """Of works that are published in versions under one PMID."""
    merged: tuple[Origin, ...] = ()
    """Where the other records of the same work came from, one each."""
    conflicts: tuple[Conflict, ...] = ()
    """What those records say otherwise."""

    @property
    def origin(self) -> Origin:
        """The file that its text came from."""
        return Origin(self.file, self.format, self.digest)

    @property
    def text(self) -> str:
        """Title, newline, abstract (and, after another newline, the body): what every offset counts in."""
        return f"{self.title}\n{self.abstract}" + (f"\n{self.body}" if self.body else "")

    @property
    def retracted(self) -> bool:
        """Whether the record says that the work was retracted."""
        return "Retracted Publication" in self.article_types or any(
            notice.kind is NoticeKind.RETRACTED_BY for notice in self.notices
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of ``Record.text``; the title is a sentence of its own."""

    start: int
    end: int
    text: str
    is_title: bool = False
    section: SectionKind | None = None
    """The part of the article; None where the record does not label its parts."""
    basis: str = ""
    """``own result``, ``cited work``, or empty where the text does not tell."""


class MentionType(_Word):
    """The closed list of the mentions table."""

    DRUG = "drug"
    DRUG_CLASS = "drug class"
    THERAPY = "therapy"
    DOSE = "dose"
    MUTATION = "mutation"
    GENE = "gene"
    RESISTANCE = "resistance concept"
    DISEASE = "disease"
    RESPONSE = "response"
    ADVERSE_EVENT = "adverse event"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True, order=True)
class Concept:
    """A node of the lexicon, or one that a grammar built in its image (an unlisted mutation)."""

    id: str
    """Local name below the concept namespace: ``imatinib``, ``variant-T315I``."""
    label: str = field(hash=False)  # the id tells concepts apart
    """Preferred label."""
    type: MentionType | None = field(default=None, hash=False)
    """None for concepts that no text mentions by name, such as the outcome ``efficacy``."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a dose is taken: ``twice daily`` is 2 a day."""

    label: str
    per_day: Decimal | None
    """Administrations a day, or None where a daily total makes no sense (weekly, on/off schedules)."""


@dataclass(frozen=True, slots=True)
class Dose:
    """An amount of a drug; ``drug`` is None where the text ties the dose to none."""

    amount: Decimal | None
    unit: str
    """UCUM code, empty where only a level is said."""
    frequency: Frequency | None = None
    level: str = ""
    """``high dose`` or ``standard dose`` where only that is said."""
    drug: Concept | None = None
    upto: Decimal | None = None
    """The upper end of a range, whose lower end is ``amount``."""
    route: str = ""
    """``oral``, ``subcutaneous`` ...; empty where the text does not say."""
    schedule: str = ""
    """On which days or for how long, in the text's words: ``days 1-14 every 28 days``."""

    @property
    def per_day(self) -> Decimal | None:
        """Daily total in ``unit`` a day; only of a single amount with a stated frequency a day."""
        if self.upto or self.amount is None or self.frequency is None or self.frequency.per_day is None:
            return None
        return self.amount * self.frequency.per_day

    @property
    def label(self) -> str:
        """``70 mg twice daily``; ``high dose``."""
        if self.amount is None:
            return self.level
        unit = UNIT_LABELS.get(self.unit, self.unit)
        amount = "-".join(format(end.normalize(), "f") for end in (self.amount, self.upto) if end is not None)
        return f"{amount} {unit} {self.frequency.label}" if self.frequency else f"{amount} {unit}"


UNIT_LABELS = {
    "10*6.[iU]": "MIU",
    "10*6.[iU]/m2": "MIU/m2",
    "[iU]": "IU",
    "nmol/L": "nM",
    "umol/L": "uM",
}
"""How a UCUM code is written in a label, where that is not the code itself."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names a concept or states a dose (exactly one of the two is set)."""

    start: int
    end: int
    text: str = field(hash=False)  # where it stands tells mentions apart
    type: MentionType = field(hash=False)
    concept: Concept | None = field(default=None, hash=False)
    dose: Dose | None = field(default=None, hash=False)


class ClaimKind(_Word):
    """The eight kinds of the evidence table."""

    EFFICACY = "efficacy"
    COMPARISON = "comparison"
    OUTCOME = "outcome"
    SAFETY = "safety"
    RESISTANCE = "resistance"
    RECOMMENDATION = "recommendation"
    DEVELOPMENT = "development"
    NEED = "need"


DIRECTIONS: dict[ClaimKind, frozenset[str]] = {
    ClaimKind.EFFICACY: frozenset({"effective", "ineffective", "promising", "investigated"}),
    ClaimKind.COMPARISON: frozenset({"better", "worse", "equal"}),
    ClaimKind.OUTCOME: frozenset({"observed"}),
    ClaimKind.SAFETY: frozenset({"observed", "low", "high", "absent"}),
    ClaimKind.RESISTANCE: frozenset({"resistant", "sensitive", "occurs"}),
    ClaimKind.RECOMMENDATION: frozenset({"recommended", "not recommended"}),
    ClaimKind.DEVELOPMENT: frozenset({"in development"}),
    ClaimKind.NEED: frozenset({"unmet"}),
}
"""What each kind may say."""


class Status(_Word):
    """How the text stands to the claim. A negated claim is kept, and is never its positive."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True, order=True)
class PatientGroup:
    """Patients with one thing in common; the label is a population label of the evidence table."""

    label: str
    disease: Concept | None = None
    status: Concept | None = None
    """Resistance, intolerance, failure or relapse, as a resistance concept."""
    drug: Concept | None = None
    """The drug or class that ``status`` is about."""
    mutation: Concept | None = None


@dataclass(frozen=True, slots=True)
class Population:
    """Whom a claim is about; several groups are one pooled population ("resistant or intolerant")."""

    groups: tuple[PatientGroup, ...]

    @property
    def label(self) -> str:
        """``imatinib intolerance or imatinib resistance``: in an order that does not depend on the text's."""
        return " or ".join(sorted({group.label for group in self.groups}))


@dataclass(frozen=True, slots=True)
class Agent:
    """What is given: one concept, or several for a combination, with a dose if the claim is tied to one."""

    concepts: tuple[Concept, ...]
    dose: Dose | None = None

    @property
    def label(self) -> str:
        """``imatinib``; ``cytarabine + imatinib``."""
        return " + ".join(sorted(concept.label for concept in self.concepts))


@dataclass(frozen=True, slots=True)
class Reference:
    """An expression that stands for something said elsewhere ("the twice-daily regimen", "these patients").

    ``start`` and ``end`` span the expression; ``antecedent`` is what it points back to.
    """

    start: int
    end: int
    antecedent: Mention


@dataclass(frozen=True, slots=True)
class Sign:
    """The word or words by which a claim is what it is: ``not``, ``may``, ``no evidence``."""

    start: int
    end: int
    negates: bool
    """Whether it denies (the claim, or its opposite: "not effective"), and does not hedge."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that says so, and the mentions in it that the claim was read from."""

    start: int
    end: int
    quote: str
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    section: SectionKind | None = None
    basis: str = ""
    """As ``Sentence.basis``."""
    signs: tuple[Sign, ...] = ()
    """What in the sentence negates or hedges the claim."""


CLAIM_COLUMNS = (
    *("kind", "agent", "dose", "comparator", "comparator_dose", "population", "outcome", "direction"),
    *("value", "unit", "timepoint", "certainty"),
)
"""What a claim says, as the evidence table has it."""


class SetAside(StrEnum):
    """Why the answers leave a claim out; no direct edge rests on it either."""

    RETRACTED = "retracted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    SECOND_READER = "second reader alone"


class Verdict(StrEnum):
    """What a curator may say of a claim."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a curator decided about a claim, known by what it says and not by a name that a build gave it."""

    article: str
    columns: tuple[str, ...]
    """The claim as it was read, in ``CLAIM_COLUMNS``; the groups of a pooled population joined by " or "."""
    quote: str
    verdict: Verdict
    reviewer: str
    time: str
    """ISO 8601, UTC: ``2024-05-01T12:00:00Z``."""
    reason: str = ""
    corrected: tuple[str, ...] = ()
    """The claim as it should be, in ``CLAIM_COLUMNS``; only for a correction."""


@dataclass(frozen=True, slots=True)
class Precision:
    """How precise a claim's number is, as its sentence says; None is what it does not say.

    The interval is that of the claim's value or, where it has none, of its hazard ratio. The p-value is that
    of the difference which a comparison states, or which the arms of a result are reported with.
    """

    count: int | None = None
    """The n of ``n/N``."""
    total: int | None = None
    """The N of ``n/N``."""
    low: Decimal | None = None
    high: Decimal | None = None
    level: Decimal | None = None
    """Of the interval, in percent."""
    p_value: Decimal | None = None
    p_relation: str = ""
    """``=``, ``<``, ``<=``, ``>`` or ``>=``: how p stands to ``p_value``."""
    hazard_ratio: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an article, in the columns of the evidence table."""

    kind: ClaimKind
    direction: str
    evidence: Evidence
    agent: Agent | None = None
    comparator: Agent | None = None
    population: Population | None = None
    outcome: Concept | None = None
    value: Decimal | None = None
    unit: str = ""
    timepoint: str = ""
    precision: Precision | None = None
    status: Status = Status.ASSERTED
    rule: str = ""
    """Name of the rule that read it, such as ``comparison.than``."""
    set_aside: SetAside | None = None
    confirmed: bool = False
    """Whether the second reader found it as well."""
    decisions: tuple[Decision, ...] = ()
    revises: "Claim | None" = None
    """The claim whose place it takes, by a curator's correction."""


class Severity(StrEnum):
    """SHACL's three."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a report: what is wrong, where, and what to do."""

    severity: Severity
    message: str
    file: str = ""
    record: str = ""
    quote: str = ""
    mend: str = ""
    focus: str = ""
    """IRI of the node that a shape complains of."""
    shape: str = ""
    component: str = ""
    """What of the shape it misses, by the name that SHACL has for it; empty if no shape complains."""
    marks: tuple[tuple[int, int], ...] = ()
    """Stretches of the quote that it is about, half-open."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One record with everything that was read from it: what crosses from text to graph."""

    record: Record
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...] = field(default=())
