"""A cue in its clause, and the questions every rule asks of it: who, to whom, and is it said so?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.model import (
    Agent,
    Claim,
    ClaimKind,
    Concept,
    Evidence,
    Mention,
    PatientGroup,
    Population,
    Precision,
    Reference,
    Sentence,
    Sign,
    Status,
)
from kg.relate.chunks import Chunk, Given, bare_patients
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.precision import of_difference

_PREDICATE = frozenset("xFCqrehof")
GOVERNORS = frozenset("kVtlwbi~")
"""What makes the agents behind it something else than a subject ("after X", "the response to X")."""
_NOUNS = frozenset("QARMGTmypX")
"""What makes the agents before it a modifier ("imatinib resistance")."""
_GETS = frozenset(("receive", "receives", "received", "get", "got", "undergo", "underwent"))
_OF_ARMS = frozenset((ClaimKind.OUTCOME, ClaimKind.COMPARISON, ClaimKind.SAFETY))
"""Claims about the arms of a study, whose doses carry over from earlier sentences."""
_VERB_OR_ADVERB = re.compile(
    r"(?:ed|ly|ing|[^s]s)$|^(?:front|frontline|upfront|also|still|alone|now|then|both|itself|given|show|demonstrate|exhibit|remain|retain|represent|led|gave|had)$"
)
_CONTENT = frozenset("zpOQARMSGTsXjmKHD")


@dataclass(frozen=True, slots=True)
class Whom:
    """A population with the mentions and references that say it; empty where the clause names nobody."""

    population: Population | None = None
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The clause around one chunk, ``at``; ``sentence`` is the evidence of what is found."""

    clause: Clause
    at: int
    sentence: Sentence
    discourse: Discourse

    @property
    def chunk(self) -> Chunk:
        """The chunk that the frame is about."""
        return self.clause.chunks[self.at]

    def subject(self) -> tuple[Given, ...]:
        """The agents that the predicate is said of; empty where none, or more than one, could be meant."""
        return subject(self.clause, self.at)

    def agents_after(self, prepositions: str = "wblti") -> tuple[Given, ...]:
        """The agents that follow behind one of these prepositions ("responses were seen with X")."""
        text = self.clause.text
        for index in range(self.at + 1, len(text)):
            near = set(text[self.at + 1 : index]) <= set("zrck'")
            if text[index] == "I" and (near or text[:index].rstrip("'")[-1:] in prepositions):
                return self.clause.chunks[index].given
            if text[index] in "VB;x" or self.clause.chunks[index].text.lower() in _GETS:
                break  # "patients with no response receive X"
        return ()

    def under(self) -> tuple[Given, ...]:
        """The agents that something happens under: the clause's only ones, else the study's only one."""
        clause: Clause | None = self.clause
        while clause is not None:
            named = [at for at, symbol in enumerate(clause.text) if symbol == "I"]
            if named:
                alone = len(named) == 1 and clause.text[: named[0]].rstrip("'zl")[-1:] not in ("k", "~")
                return clause.chunks[named[0]].given if alone else ()
            clause = clause.before
        return self.discourse.arms_meant(self.clause)

    def whom(self) -> Whom:
        """The population: after the cue, before it in the clause, or the record's topic for bare patients."""
        chunks, text = self.clause.chunks, self.clause.text
        relative = text.find("u", self.at)
        order = [
            *range(self.at + 1, len(chunks) if relative == -1 else relative),
            *range(self.at - 1, -1, -1),
        ]
        for index in order:
            chunk = chunks[index]
            if index < self.at and chunk.text.lower() in ("others", "the others"):
                return Whom()
            if text[index] == "j":
                resolved = self.discourse.these_patients(chunk)
                return Whom(resolved.population, (), resolved.references) if resolved else Whom()
            if text[index] in "Oj" and _is_excepted(chunks, text[:index]):
                continue
            if index < self.at and _WITH_AGENTS.match(text, index):
                continue  # "CML, hepatitis and X were associated with A"
            if index > self.at and "," in text[self.at : index] and re.match(r"O'*I", text[index:]):
                continue  # "X was effective, in patients with B Y"
            if text[index] == "O" and not _says_where_to(chunks, index):
                return Whom(chunk.population, chunk.mentions)
        bare = bare_patients(chunks)
        if bare and self.discourse.topic and (bare == "p" or self.discourse.is_of_some):
            return Whom(self.discourse.topic, (), self.discourse.topic_references(self.clause))
        return self._whom_before()

    def _whom_before(self) -> Whom:
        """ "In patients with A, X was effective and was tolerated": those that head the clause before."""
        before = self.clause.before
        if before is None:
            return Whom()
        head = re.match(r"[^xFCqrehoI]*O", before.text)
        chunk = before.chunks[head.end() - 1] if head else None
        return Whom(chunk.population, chunk.mentions) if chunk else Whom()

    def status(self) -> Status:
        """Negated by a cue before it in its clause, else hedged by one, else asserted."""
        if self._negation():
            return Status.NEGATED
        if self.clause.hedge or "E" in self.clause.text[: self.at]:
            return Status.HEDGED
        return Status.ASSERTED

    def _negation(self) -> Chunk | None:
        """What denies what is said: the report that governs the clause, or a cue before it."""
        text = self.clause.text[: self.at]
        negation = text.rfind("N", text.rfind(":") + 1)
        if self.clause.negated or negation == -1:
            return self.clause.negated
        word = self.clause.chunks[negation]
        if word.text.lower() == "not" and negation > 0 and text[negation - 1] in "pOj":
            return None  # "patients not responding to X" are some patients, and nothing is denied
        if set(text[negation:]) & set("FqCor") or _restricts(text[:negation]):
            return None
        return word

    def _signs(self, status: Status) -> tuple[Sign, ...]:
        """The words that negate or hedge a claim of that status, which a rule may have found its own way."""
        chunks, text = self.clause.chunks, self.clause.text
        negation, hedge = self._negation(), None
        if negation is None and status is Status.NEGATED and "7" in text[: self.at][-1:]:
            negation = chunks[self.at - 1]  # "no significant improvement"
        if status is Status.HEDGED:
            cue = self.chunk.atom.cue if self.chunk.atom else None
            at = text.rfind("E", 0, self.at)
            if at == -1 and not (cue and cue.direction == "hedged"):
                at = text.find("E", self.at)
            hedge = self.clause.hedge or chunks[at if at != -1 else self.at]
        return tuple(
            Sign(sign.start, sign.end, sign is negation) for sign in (negation, hedge) if sign is not None
        )

    @property
    def denied(self) -> bool:
        """Whether a negation in the clause itself turns what is said into its opposite."""
        return self.status() is Status.NEGATED and not self.clause.negated

    def time(self) -> str:
        """The only time of the clause, or of the one that it goes on; empty where it has several."""
        clause: Clause | None = self.clause
        while clause is not None:
            times = {adjunct.label for adjunct in clause.adjuncts if adjunct.kind == "time"}
            if times:
                return times.pop() if len(times) == 1 else ""
            clause = clause.before
        return ""

    def claim(
        self,
        kind: ClaimKind,
        direction: str,
        rule: str,
        given: Given | None = None,
        whom: Whom | None = None,
        *,
        comparator: Given | None = None,
        outcome: Concept | None = None,
        status: Status | None = None,
        value: Decimal | None = None,
        unit: str = "",
        timepoint: str = "",
        precision: Precision | None = None,
        mentions: Sequence[Mention] = (),
        keep_dose: bool = True,
    ) -> Claim:
        """A claim whose evidence is this frame's sentence."""
        whom = whom or Whom()
        status = status or self.status()
        if kind in _OF_ARMS and status is Status.ASSERTED:
            start = self.sentence.start
            given = self.discourse.dose_given(given, start) if given else None
            comparator = self.discourse.dose_given(comparator, start) if comparator else None
        sides = [side for side in (given, comparator) if side]
        measured = [chunk.atom.mention for chunk in self.clause.chunks if chunk.atom and chunk.atom.mention]
        named = [m for side in sides for m in side.mentions] + [*whom.mentions, *mentions]
        named += [m for m in measured if outcome is not None and m.concept == outcome]
        references = [r for side in sides for r in side.references] + list(whom.references)
        inside = [m for m in named if self.sentence.start <= m.start and m.end <= self.sentence.end]
        agent = given.agent if given else None
        return Claim(
            kind=kind,
            direction=direction,
            agent=agent if keep_dose or agent is None else replace(agent, dose=None),
            comparator=comparator.agent if comparator else None,
            population=whom.population,
            outcome=outcome,
            value=value,
            unit=unit,
            timepoint=timepoint or (self.time() if kind is ClaimKind.COMPARISON else ""),
            precision=of_difference(self.sentence, self.clause.adjuncts)
            if kind is ClaimKind.COMPARISON
            else precision,
            status=status,
            rule=rule,
            evidence=Evidence(
                self.sentence.start,
                self.sentence.end,
                self.sentence.text,
                tuple(dict.fromkeys(inside)),
                tuple(dict.fromkeys(references)),
                self.sentence.section,
                self.sentence.basis,
                self._signs(status),
            ),
        )


def _is_excepted(chunks: Sequence[Chunk], before: str) -> bool:
    """Whether patients are those that something does not hold for ("except in patients with A")."""
    head = before.rstrip("iwlp'")
    return head.endswith("-") and chunks[len(head) - 1].text.lower().startswith(_EXCEPTING)


def _says_where_to(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether a phase is where patients go to ("progression to blast phase"), and not who they are."""
    before = chunks[index - 1].concept if index else None
    return before is not None and before.id == "progression"


_OPENING = re.compile(r"[ik][^,I]*[pOj]u[^,]*,(?=['zn]*I)")
""" "In patients who have achieved A, X can be stopped": what follows is the clause."""


def _main_start(text: str, at: int) -> int:
    if text.startswith("F,"):
        return 2  # "In phase 2 studies, X showed ..."
    opening = _OPENING.match(text, 0, at) if text[:1] in "ik" else None
    return opening.end() if opening else 0


def subject(clause: Clause, at: int) -> tuple[Given, ...]:
    """See ``Frame.subject``; ``at`` bounds how far the subject may stand."""
    text = clause.text
    start = _main_start(text, at)
    relative = text.rfind("u", start, at)
    head = text[:relative].rstrip(",") if relative > 0 else ""
    named = re.search(r"Ix['zGn7,]*I$", head)  # "X is an inhibitor that has ...": X
    if appositive := re.search(r"I,'['z7&nG]*I$", head):  # "X, a potent inhibitor that is ...": X
        return clause.chunks[appositive.start()].given
    if head.strip("'&zG") == "" and "G" in head and clause.before and _INHIBITS.search(clause.before.text):
        return subject(clause.before, len(clause.before.chunks))  # "X is an inhibitor of A and B that ..."
    if named is None and head.endswith("I") and "," not in text[relative:at]:  # "than X, which is ..."
        return clause.chunks[len(head) - 1].given
    end = next((i for i in range(start, at) if text[i] in _PREDICATE), at)
    found = [i for i in range(start, end) if text[i] == "I" and _is_subject(clause, i)]
    if len(found) == 1:
        return clause.chunks[found[0]].given
    if found or set(text[:end]) & _CONTENT or clause.before is None:
        return ()
    before = clause.before
    return subject(before, len(before.chunks))


def _is_subject(clause: Clause, index: int) -> bool:
    """Whether agents stand for themselves: under no preposition, and no mere modifier of a noun."""
    if clause.text[:index].rstrip("'zn")[-1:] in GOVERNORS and not _is_studied(clause, index):
        return False
    behind = clause.text[index + 1 : index + 2]
    if behind == "z":
        word = clause.chunks[index + 1].text.lower()
        return word != "followed" and bool(_VERB_OR_ADVERB.search(word))
    return behind not in _NOUNS


_INHIBITS = re.compile(r"Y[li]'?(?:G,?)+$")
_TRIAL_OF = re.compile(r"^'?z*(?P<trial>z)l'*$")

_TREATMENT_OF = re.compile(r"^,?['z]{0,2}(?P<treatment>Y)l['z]{0,3}p?[iw]?[Ojp]w'?z?$")


def _is_studied(clause: Clause, index: int) -> bool:
    """ "The phase 2 trial of X showed ..." and "treatment of A with X showed ..." speak of X."""
    before = clause.text[:index]
    if head := _TREATMENT_OF.match(before):
        return clause.chunks[head.start("treatment")].text.lower() in ("treatment", "therapy")
    head = _TRIAL_OF.match(before)
    return head is not None and clause.chunks[head.start("trial")].text.lower() in ("trial", "study")


_EXCEPTING = ("except", "other than", "apart", "aside", "excluding", "with the exception")
_WITH_AGENTS = re.compile(r"O(?:,O)*,&'?I")
_EXCLUDABLE = frozenset("FC@oreQ")
"""What an exclusion before it leaves in doubt ("without severe toxicity", "nearly as effective as")."""


def _restricts(text: str) -> bool:
    """Whether what follows picks out some patients ("patients who did not respond to X had ...")."""
    relative = text.rfind("u")
    if relative == -1:
        return False
    head = text[:relative].rstrip("z,wl'()k&")[-1:]
    return head in ("p", "O", "S", "j")


def frames(clause: Clause, symbol: str, sentence: Sentence, discourse: Discourse) -> Sequence[Frame]:
    """A frame for each chunk of the clause with that symbol, but for those that only pick out patients."""
    text = clause.text
    found: list[Frame] = []
    index = text.find(symbol)
    while index != -1:
        excluded = symbol in _EXCLUDABLE and "-" in text[:index]
        if not excluded and not _restricts(text[_main_start(text, index) : index]):
            found.append(Frame(clause, index, sentence, discourse))
        index = text.find(symbol, index + 1)
    return found


def group(concept: Concept) -> PatientGroup:
    """Patients with a disease."""
    return PatientGroup(concept.label, disease=concept)


def same(left: Agent, right: Agent) -> bool:
    """Whether two sides are the same drugs at the same dose."""
    return left.concepts == right.concepts and (left.dose and left.dose.label) == (
        right.dose and right.dose.label
    )
