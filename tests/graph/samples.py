"""Small readings made by hand, for every test that needs a graph; the sentences are ours.

Each is a function without arguments that gives a ``Reading``; ``READINGS`` lists them by name.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256

from kg.model import (
    Agent,
    Author,
    CitationCount,
    Claim,
    ClaimKind,
    Concept,
    Dose,
    Evidence,
    Frequency,
    Mention,
    MentionType,
    PatientGroup,
    Population,
    Reading,
    Record,
    Reference,
    Sentence,
    Sign,
    Status,
)

IMATINIB = Concept("imatinib", "imatinib", MentionType.DRUG)
DASATINIB = Concept("dasatinib", "dasatinib", MentionType.DRUG)
NILOTINIB = Concept("nilotinib", "nilotinib", MentionType.DRUG)
PONATINIB = Concept("ponatinib", "ponatinib", MentionType.DRUG)
CYTARABINE = Concept("cytarabine", "cytarabine", MentionType.DRUG)
T315I = Concept("variant-T315I", "T315I", MentionType.MUTATION)
UNLISTED = Concept("variant-A399G", "A399G", MentionType.MUTATION)
CML = Concept("chronic-myeloid-leukemia", "chronic myeloid leukemia", MentionType.DISEASE)
RESISTANCE = Concept("resistance", "resistance", MentionType.RESISTANCE)
INTOLERANCE = Concept("intolerance", "intolerance", MentionType.RESISTANCE)
MMR = Concept("mmr", "MMR", MentionType.RESPONSE)
PLEURAL_EFFUSION = Concept("pleural-effusion", "pleural effusion", MentionType.ADVERSE_EVENT)
EFFICACY = Concept("efficacy", "efficacy")
TOLERABILITY = Concept("tolerability", "tolerability")
SWITCH = Concept("switch", "switch")

ONCE, TWICE = Frequency("once daily", Decimal(1)), Frequency("twice daily", Decimal(2))
DASATINIB_100 = Dose(Decimal("100"), "mg", ONCE, drug=DASATINIB)
DASATINIB_70 = Dose(Decimal("70.0"), "mg", TWICE, drug=DASATINIB)
HIGH_IMATINIB = Dose(None, "", level="high dose", drug=IMATINIB)
WEEKLY = Dose(Decimal("0.50"), "ug/kg", Frequency("weekly", None))

RESISTANT = PatientGroup("imatinib resistance", status=RESISTANCE, drug=IMATINIB)
INTOLERANT = PatientGroup("imatinib intolerance", status=INTOLERANCE, drug=IMATINIB)
WITH_T315I = PatientGroup("T315I mutation", mutation=T315I)
IN_CML = PatientGroup("chronic myeloid leukemia", disease=CML)


@dataclass
class Page:
    """Builds a reading from a record and its sentences (the title is number 0)."""

    record: Record
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    @property
    def sentences(self) -> list[Sentence]:
        title = Sentence(0, len(self.record.title), self.record.title, is_title=True)
        found, at = [title], len(title.text) + 1
        for text in self.record.abstract.split("\n"):
            if text:
                found.append(Sentence(at, at + len(text), text))
            at += len(text) + 1
        return found

    def mention(self, number: int, text: str, what: Concept | Dose) -> Mention:
        """Marks the first place in sentence ``number`` where ``text`` stands."""
        start = self.record.text.index(text, self.sentences[number].start)
        if isinstance(what, Dose):
            mention = Mention(start, start + len(text), text, MentionType.DOSE, dose=what)
        else:
            assert what.type is not None
            mention = Mention(start, start + len(text), text, what.type, concept=what)
        if mention not in self.mentions:
            self.mentions.append(mention)
        return mention

    def claim(
        self,
        number: int,
        kind: str,
        direction: str,
        *mentions: Mention,
        references: tuple[Reference, ...] = (),
        agent: Agent | Concept | None = None,
        comparator: Agent | None = None,
        groups: tuple[PatientGroup, ...] = (),
        outcome: Concept | None = None,
        value: str = "",
        unit: str = "",
        timepoint: str = "",
        status: Status = Status.ASSERTED,
        sign: str = "",
    ) -> None:
        """A claim that sentence ``number`` makes; ``sign`` is the word in it that negates or hedges."""
        sentence = self.sentences[number]
        at = sentence.start + sentence.text.index(sign)
        signs = (Sign(at, at + len(sign), status is Status.NEGATED),) if sign else ()
        self.claims.append(
            Claim(
                ClaimKind(kind),
                direction,
                Evidence(sentence.start, sentence.end, sentence.text, mentions, references, signs=signs),
                agent=Agent((agent,)) if isinstance(agent, Concept) else agent,
                comparator=comparator,
                population=Population(groups) if groups else None,
                outcome=outcome,
                value=Decimal(value) if value else None,
                unit=unit,
                timepoint=timepoint,
                status=status,
                rule=f"{kind}.sample",
            )
        )

    def reading(self) -> Reading:
        return Reading(self.record, tuple(self.sentences), tuple(self.mentions), tuple(self.claims))


def record(key: str, title: str, *sentences: str, **stated: object) -> Record:
    """A record of a plain text file; more of what it states goes by name."""
    file = f"{key.replace('/', '_')}.txt"
    digest = sha256(title.encode()).hexdigest()
    return Record(key, title, "\n".join(sentences), file, "plain-text", digest, **stated)  # type: ignore[arg-type]


def every_kind() -> Reading:
    """All eight kinds of claim, doses, a pooled population, a combination, a reference; a full record."""
    page = Page(
        record(
            "10000001",
            "Kinase inhibitors after imatinib",
            "Dasatinib was effective in patients with resistance or intolerance to imatinib.",
            "Dasatinib 100 mg once daily was better tolerated than dasatinib 70 mg twice daily.",
            "The former schedule led to MMR in 46.50% of patients with CML at 12 months.",
            "Pleural effusion was rare with nilotinib.",
            "T315I and A399G confer resistance to imatinib, but T315I remains sensitive to ponatinib.",
            "Guidelines recommend a switch to nilotinib for imatinib-resistant disease.",
            "Ponatinib is in clinical development.",
            "Options are lacking for patients with T315I.",
            "Cytarabine plus imatinib, unlike high-dose imatinib alone, was effective in CML.",
            authors=(Author("Ada Example"), Author("Bo Sample")),
            journal="Journal of Examples",
            volume="7",
            issue="SUPPL. 1",
            start_page="S1",
            end_page="S9",
            date="2009-03",
            language="en-US",
            article_types=("Review article",),
            peer_reviewed=True,
            keywords=("dasatinib", "CML"),
            subjects=("Hematology",),
            citation_counts=(CitationCount(12, "Example Index"),),
            pmid="10000001",
            pmcid="PMC100",
            doi="10.5555/example.1",
        )
    )
    dasatinib = page.mention(1, "Dasatinib", DASATINIB)
    to = (page.mention(1, "resistance", RESISTANCE), page.mention(1, "intolerance", INTOLERANCE))
    imatinib = page.mention(1, "imatinib", IMATINIB)
    pooled = (RESISTANT, INTOLERANT)
    page.claim(
        1, "efficacy", "effective", dasatinib, *to, imatinib, agent=DASATINIB, groups=pooled, outcome=EFFICACY
    )

    once = page.mention(2, "100 mg once daily", DASATINIB_100)
    twice = page.mention(2, "70 mg twice daily", DASATINIB_70)
    arms = (page.mention(2, "Dasatinib", DASATINIB), once, page.mention(2, "dasatinib", DASATINIB), twice)
    new, old = Agent((DASATINIB,), DASATINIB_100), Agent((DASATINIB,), DASATINIB_70)
    page.claim(2, "comparison", "better", *arms, agent=new, comparator=old, outcome=TOLERABILITY)

    start = page.sentences[3].start
    back = (Reference(start, start + len("The former schedule"), once),)
    found = (page.mention(3, "MMR", MMR), page.mention(3, "CML", CML))
    page.claim(
        3, "outcome", "observed", *found, references=back, agent=new, groups=(IN_CML,), outcome=MMR,
        value="46.50", unit="%", timepoint="12 months",
    )  # fmt: skip

    safe = (page.mention(4, "Pleural effusion", PLEURAL_EFFUSION), page.mention(4, "nilotinib", NILOTINIB))
    page.claim(4, "safety", "low", *safe, agent=NILOTINIB, outcome=PLEURAL_EFFUSION)

    both = {T315I: page.mention(5, "T315I", T315I), UNLISTED: page.mention(5, "A399G", UNLISTED)}
    against = page.mention(5, "imatinib", IMATINIB)
    for variant, mention in both.items():
        page.claim(5, "resistance", "resistant", mention, against, agent=IMATINIB, outcome=variant)
    open_to = page.mention(5, "ponatinib", PONATINIB)
    page.claim(5, "resistance", "sensitive", both[T315I], open_to, agent=PONATINIB, outcome=T315I)

    advised = (page.mention(6, "nilotinib", NILOTINIB), page.mention(6, "imatinib", IMATINIB))
    page.claim(
        6, "recommendation", "recommended", *advised, agent=NILOTINIB, groups=(RESISTANT,), outcome=SWITCH
    )
    page.claim(7, "development", "in development", page.mention(7, "Ponatinib", PONATINIB), agent=PONATINIB)
    page.claim(8, "need", "unmet", page.mention(8, "T315I", T315I), groups=(WITH_T315I,))

    pair = (page.mention(9, "Cytarabine", CYTARABINE), page.mention(9, "imatinib", IMATINIB))
    page.mention(9, "high-dose", HIGH_IMATINIB)
    together = Agent((CYTARABINE, IMATINIB))
    page.claim(9, "efficacy", "effective", *pair, agent=together, groups=(IN_CML,), outcome=EFFICACY)
    return page.reading()


def doubtful() -> Reading:
    """Negated and hedged claims: none of them may become a direct edge."""
    page = Page(
        record(
            "doubtful",
            "What is not shown",
            "Nilotinib was not effective in patients with T315I.",
            "Ponatinib may be effective in patients with T315I.",
            "Dasatinib was given at 0.5 ug/kg weekly and has been investigated in CML.",
            "Imatinib failed in patients with T315I.",
        )
    )
    no = (page.mention(1, "Nilotinib", NILOTINIB), page.mention(1, "T315I", T315I))
    page.claim(
        1, "efficacy", "effective", *no, agent=NILOTINIB, groups=(WITH_T315I,), outcome=EFFICACY,
        status=Status.NEGATED, sign="not",
    )  # fmt: skip
    maybe = (page.mention(2, "Ponatinib", PONATINIB), page.mention(2, "T315I", T315I))
    page.claim(
        2, "efficacy", "effective", *maybe, agent=PONATINIB, groups=(WITH_T315I,), outcome=EFFICACY,
        status=Status.HEDGED, sign="may",
    )  # fmt: skip
    studied = (page.mention(3, "Dasatinib", DASATINIB), page.mention(3, "CML", CML))
    page.mention(3, "0.5 ug/kg weekly", WEEKLY)
    page.claim(3, "efficacy", "investigated", *studied, agent=DASATINIB, groups=(IN_CML,), outcome=EFFICACY)
    fails = (page.mention(4, "Imatinib", IMATINIB), page.mention(4, "T315I", T315I))
    page.claim(4, "efficacy", "ineffective", *fails, agent=IMATINIB, groups=(WITH_T315I,), outcome=EFFICACY)
    return page.reading()


def said_twice() -> Reading:
    """Two sentences that make one claim, the same one that ``every_kind`` makes of dasatinib."""
    page = Page(
        record(
            "said-twice",
            "Dasatinib after imatinib",
            "Dasatinib works in patients with intolerance or resistance to imatinib.",
            "In conclusion, dasatinib works in patients with resistance or intolerance to imatinib.",
            date="2010",
        )
    )
    for number, name, groups in (
        (1, "Dasatinib", (INTOLERANT, RESISTANT)),
        (2, "dasatinib", (RESISTANT, INTOLERANT)),
    ):
        seen = (page.mention(number, name, DASATINIB), page.mention(number, "imatinib", IMATINIB))
        page.claim(number, "efficacy", "effective", *seen, agent=DASATINIB, groups=groups, outcome=EFFICACY)
    return page.reading()


def bare() -> Reading:
    """A title and nothing else."""
    return Page(record("bare", "A title with “quotes”, a \\ and a 𝛽")).reading()


Make = Callable[[], Reading]
READINGS: dict[str, Make] = {
    "every_kind": every_kind,
    "doubtful": doubtful,
    "said_twice": said_twice,
    "bare": bare,
}
