"""What earlier sentences of a record leave for later ones to point back to."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.model import (
    Agent,
    Concept,
    Mention,
    MentionType,
    PatientGroup,
    Population,
    Reference,
    SectionKind,
    Sentence,
)
from kg.relate.atoms import Atom
from kg.relate.bystanders import is_of_others
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.populations import specificity
from kg.terminology.terms import Terms


class Discourse:
    """Grows sentence by sentence; answers what "the twice-daily regimen" and "these patients" mean."""

    def __init__(self, terms: Terms, mentions: Sequence[Mention], title: Sentence | None) -> None:
        self.terms = terms
        self._mentions = mentions
        self._doses = [m for m in mentions if m.dose is not None and m.dose.amount is not None]
        self._populations: list[Chunk] = []
        self._populations_at = self._agents_at = -1
        self._passed_over: list[tuple[Sentence, Callable[[], Sequence[Clause]]]] = []
        self._topic = _topic(terms, mentions, title)
        self._topic_mentions: tuple[Mention, ...] = ()
        self._settled = False
        self._investigated: set[tuple[Concept, ...]] = set()
        self._agents: tuple[Given, ...] = ()
        self.study: tuple[Given, ...] = ()
        """The agents that the record is about: those of its title, else of the first aim that names any."""

        self._listed: tuple[Given, ...] = ()
        """The arms that a sentence on who was treated lists, in its order."""

    def antecedents(self, stretch: Sequence[Atom]) -> tuple[Given, ...]:
        """The agents that an expression points back to: "the twice-daily regimen", "this drug", "both arms".

        None where nothing, or more than one thing, fits: then it stands for no agent.
        """
        self._catch_up()
        if any(atom.symbol == "1" or atom.mention for atom in stretch):
            regimen = self._regimen(stretch)
            return (regimen,) if regimen else ()
        start, end = stretch[0].start, stretch[-1].end
        said = [atom.text.lower() for atom in stretch]
        if said[0] in ("between", "among", "in", "all") and len(said) > 1:
            said = said[1:]
        if _OTHER_ARMS & set(said):
            return ()
        if said[0] in _BOTH or (said[0] in _PLURAL and said[-1].endswith("s")):
            meant = self._agents if len(self._agents) == 2 else self.study
            meant = meant if len(meant) == 2 else ()
        elif said[0] in _ONE:
            meant = self._agents if len(self._agents) == 1 else self.study
        elif said[0] in ("treatment", "therapy", "the"):
            meant = self.study
        else:
            return ()
        if said[0] not in _BOTH and not said[-1].endswith("s") and len(meant) != 1:
            return ()
        return tuple(_again(given, start, end) for given in meant)

    def _regimen(self, stretch: Sequence[Atom]) -> Given | None:
        """The earlier drug and dose that a regimen names by its frequency or amount."""
        start, end = stretch[0].start, stretch[-1].end
        level = next((atom.mention.dose.level for atom in stretch if atom.mention and atom.mention.dose), "")
        if level:
            return self._level(level, start, end)
        frequency = next((atom.cue.direction for atom in stretch if atom.symbol == "1" and atom.cue), "")
        stated = next((atom.mention.dose for atom in stretch if atom.mention and atom.mention.dose), None)
        if not frequency and stated is None:
            return None
        earlier: dict[str, Mention] = {}
        for mention in self._mentions:
            dose = mention.dose
            if mention.end > start or dose is None or dose.drug is None or dose.amount is None:
                continue
            if frequency and (dose.frequency is None or dose.frequency.label != frequency):
                continue
            if stated and (dose.amount, dose.unit) != (stated.amount, stated.unit):
                continue
            earlier[f"{dose.drug.id} {dose.label}"] = mention
        if len(earlier) != 1:
            return None
        (antecedent,) = earlier.values()
        assert antecedent.dose is not None
        assert antecedent.dose.drug is not None
        agent = Agent((antecedent.dose.drug,), dose=antecedent.dose)
        return Given(agent, (), (Reference(start, end, antecedent),))

    def _level(self, level: str, start: int, end: int) -> Given | None:
        """ "The high-dose arm": the higher of the two doses that the record gives of one drug."""
        known = {
            (m.dose.drug, m.dose.amount, m.dose.unit): m for m in self._doses if m.dose and m.end <= start
        }
        if len(known) != 2 or len({(drug, unit) for drug, _, unit in known}) != 1:
            return None
        ranked = sorted(known.items(), key=lambda item: item[0][1] or 0)
        _, antecedent = ranked[-1] if level == "high dose" else ranked[0]
        if antecedent.dose is None or antecedent.dose.drug is None:
            return None
        agent = Agent((antecedent.dose.drug,), dose=antecedent.dose)
        return Given(agent, (), (Reference(start, end, antecedent),))

    def these_patients(self, chunk: Chunk) -> Chunk | None:
        """The population that an anaphoric expression points back to: the last clause's that had any."""
        self._catch_up()
        if not self._populations:
            return None
        groups = dict.fromkeys(g for c in self._populations if c.population for g in c.population.groups)
        mentions = [mention for found in self._populations for mention in found.mentions]
        return Chunk(
            "O",
            chunk.start,
            chunk.end,
            chunk.text,
            population=Population(tuple(groups)),
            references=tuple(Reference(chunk.start, chunk.end, mention) for mention in mentions),
        )

    def names_agent(self, sentence: Sentence) -> bool:
        """Whether a sentence mentions any agent, in whatever part of it."""
        return any(
            sentence.start <= mention.start < sentence.end and mention.type in _AGENTS
            for mention in self._mentions
        )

    def arms_meant(self, clause: Clause) -> tuple[Given, ...]:
        """The study's only agent, where a clause names none; nothing where there are several."""
        self._catch_up()
        if len(self.study) != 1 or is_of_others(clause):
            return ()
        concepts = self.study[0].agent.concepts
        before = clause.before
        while before is not None:
            if any(given.agent.concepts != concepts for given in _studied((before,))):
                return ()  # "with Y, 20% reached it; 5% progressed"
            before = before.before
        if any(given.agent.concepts == concepts for chunk in clause.chunks for given in chunk.given):
            return ()  # "before X, 30% had ..."
        return (_again(self.study[0], clause.chunks[0].start, clause.chunks[-1].end),)

    def arms_in_turn(self, clause: Clause, count: int) -> tuple[Given, ...]:
        """The arms that were listed, for as many values in a row."""
        self._catch_up()
        if len(self._listed) != count or is_of_others(clause):
            return ()
        start, end = clause.chunks[0].start, clause.chunks[-1].end
        return tuple(_again(given, start, end) for given in self._listed)

    def dose_given(self, given: Given, before: int) -> Given:
        """The agent with the one dose that the record has given for it so far, where there is one."""
        agent = given.agent
        if agent.dose is not None or len(agent.concepts) != 1:
            return given
        known: dict[tuple[object, str], Mention] = {}
        for mention in self._doses:
            dose = mention.dose
            if mention.end <= before and dose and dose.drug == agent.concepts[0]:
                key = (dose.amount, dose.unit)
                if key not in known or (dose.frequency and not _frequency(known[key])):
                    known[key] = mention
        loose = {(m.dose.amount, m.dose.unit) for m in self._doses if m.dose and m.dose.drug is None}
        if len(known) != 1 or loose - known.keys():
            return given
        (antecedent,) = known.values()
        said = given.mentions[0] if given.mentions else given.references[0]
        reference = Reference(said.start, said.end, antecedent)
        return Given(replace(agent, dose=antecedent.dose), given.mentions, (*given.references, reference))

    def other_arm(self, given: Given, clause: Clause) -> tuple[Given, ...]:
        """In a study of two arms, the one that is not given."""
        self._catch_up()
        agents = [arm.agent for arm in self.study]
        if len(agents) != 2 or agents[0] == agents[1]:
            return ()
        if any(mention.text.lower().startswith(_OF_ITS_OWN) for mention in given.mentions):
            return ()  # "higher doses of X" are more than lower ones of it
        mine = [at for at, agent in enumerate(agents) if agent == given.agent]
        if not mine and agents[0].concepts != agents[1].concepts:
            mine = [at for at, agent in enumerate(agents) if agent.concepts == given.agent.concepts]
        if len(mine) != 1:
            return ()
        return (_again(self.study[1 - mine[0]], clause.chunks[0].start, clause.chunks[-1].end),)

    def all_arms(self, clause: Clause) -> list[tuple[Given, Given]]:
        """The two arms of a study of two, unless the clause says between whom else it speaks."""
        self._catch_up()
        between = any(chunk.text.lower() in _OTHER_SIDES for chunk in clause.chunks)
        if len(self.study) != 2 or between:
            return []
        start, end = clause.chunks[0].start, clause.chunks[-1].end
        return [(_again(self.study[0], start, end), _again(self.study[1], start, end))]

    def newly_studied(self, agents: tuple[Given, ...], whom_named: bool) -> tuple[Given, ...]:
        """The agents that the record has not yet said to be studied, unless in patients named anew."""
        new = agents if whom_named else tuple(g for g in agents if g.agent.concepts not in self._investigated)
        self._investigated.update(given.agent.concepts for given in agents)
        return new

    def passed_over(self, sentence: Sentence, read: Callable[[], Sequence[Clause]]) -> None:
        """Remember a sentence that makes no claim; it is read only if a later one points back."""
        self._passed_over.append((sentence, read))

    def _catch_up(self) -> None:
        while self._passed_over:
            sentence, read = self._passed_over.pop(0)
            self.heard(read(), sentence)

    def heard(self, clauses: Sequence[Clause], sentence: Sentence) -> None:
        """Remember whom and what a sentence that has been read was about."""
        for clause in clauses:
            found = [chunk for at, chunk in enumerate(clause.chunks) if _is_of_patients(clause, at)]
            if found and sentence.start >= self._populations_at:
                self._populations, self._populations_at = _narrowest(found), sentence.start
        named = [given for clause in clauses for c in clause.chunks if c.symbol == "I" for given in c.given]
        if named and sentence.start >= self._agents_at:
            self._agents = tuple({given.agent: given for given in named}.values())
            self._agents_at = sentence.start
        if not self.study and (sentence.is_title or any(clause.aims for clause in clauses)):
            self.study = _studied(clauses)
        for clause in clauses:
            if len(self.study) == 1 and (sides := _set_against(clause)):
                agents = [given.agent.concepts for given in sides]
                self.study = sides if self.study[0].agent.concepts in agents else self.study
            arms = _treated_with(clause)
            if len(arms) > 1:
                self._listed = arms
            elif (
                arms
                and not self.study
                and sentence.section is not SectionKind.BACKGROUND
                and len({given.agent.concepts for given in _studied(clauses)}) == 1
            ):
                self.study = arms if self._is_of_the_record(arms[0]) else ()
        self._settle_topic(clauses, sentence)

    def _is_of_the_record(self, given: Given) -> bool:
        """Whether no drug is named as often."""
        counted = Counter(m.concept for m in self._mentions if m.type is MentionType.DRUG)
        first = [concept for concept, _ in counted.most_common(2)]
        tied = len(first) > 1 and counted[first[0]] == counted[first[1]]
        return given.agent.concepts == (first[0],) and not tied if first else False

    def _settle_topic(self, clauses: Sequence[Clause], sentence: Sentence) -> None:
        """The patients of the title; where a sentence says who was studied more narrowly, those."""
        said = [chunk for clause in clauses for chunk in clause.chunks if chunk.symbol == "O"]
        said = _narrowest(said)
        said = said if len(said) < 2 else [c for c in said if _PERSONS.search(c.text)]
        population = said[0].population if len(said) == 1 else None
        if population is not None and not sentence.is_title and _FOCUS.search(sentence.text):
            known = self._topic
            if known is None or len(known.groups) > 1 or specificity(population) < specificity(known):
                self._topic, self._topic_mentions = population, said[0].mentions
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
            self._topic, self._topic_mentions = population, said[0].mentions
        elif enrolled or any(clause.aims or _says_study(clause) for clause in clauses):
            self._settled = True
            if self._topic is None or specificity(population) < specificity(self._topic):
                self._topic, self._topic_mentions = population, said[0].mentions

    @property
    def topic(self) -> Population | None:
        """Whom the record is about, for a bare "patients"; None where that is not plain."""
        self._catch_up()
        return self._topic

    @property
    def is_of_some(self) -> bool:
        """Whether the record says of whom it is, and does not just name the disease."""
        self._catch_up()
        return bool(self._topic_mentions) and self._topic is not None and specificity(self._topic) < _DISEASE

    def topic_references(self, clause: Clause) -> tuple[Reference, ...]:
        """Where the record says whom it is about, for a clause that says no more than "patients"."""
        start, end = clause.chunks[0].start, clause.chunks[-1].end
        return tuple(Reference(start, end, mention) for mention in self._topic_mentions)


def _is_of_patients(clause: Clause, at: int) -> bool:
    """Whether a chunk names patients, and not where they went to ("progressed to blast phase")."""
    return clause.text[at] == "O" and (at == 0 or clause.text[at - 1] not in "QR")


_PERSONS = re.compile(r"\b(?:patients?|pts|adults|children|subjects|individuals|participants)\b", re.I)
_FOCUS = re.compile(
    r"\b(?:analysis|study|report|paper|article)\b.{0,40}\b(?:focus(?:es|ed)? on|(?:restricted|limited) to)\b"
    r"|^(?:results?|data|findings|outcomes?) (?:for|in|of|from)\b.*\bare (?:reported|presented) here\b",
    re.IGNORECASE,
)
"""What says of which of its patients the record reports."""


def _narrowest(chunks: list[Chunk]) -> list[Chunk]:
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


def _frequency(mention: Mention) -> object:
    return mention.dose.frequency if mention.dose else None


_AGENTS = frozenset((MentionType.DRUG, MentionType.DRUG_CLASS, MentionType.THERAPY))
_OTHER_SIDES = frozenset((
    "between", "among", "across", "methods", "assays", "techniques", "tests", "laboratories", "centers",
    "hospitals", "countries", "sexes", "genders", "men", "women", "ages", "subgroups",
))  # fmt: skip
"""Between what else than the arms of a study there may be no difference."""
_OTHER_ARMS = frozenset(("control", "comparator", "placebo", "age", "other", "standard", "untreated", "risk"))
_OF_ITS_OWN = ("higher", "lower", "increas", "reduc", "escalat")
_BOTH = frozenset(("both", "either", "two"))
_PLURAL = frozenset(("the", "these", "arms", "groups"))
_ONE = frozenset(("this", "the"))


def _again(given: Given, start: int, end: int) -> Given:
    """An agent that an earlier mention names, said again by the expression at start:end."""
    mentioned = (*given.mentions, *(reference.antecedent for reference in given.references))
    by_concept = {m.concept or (m.dose and m.dose.drug): m for m in reversed(mentioned)}
    return Given(given.agent, (), tuple(Reference(start, end, m) for m in by_concept.values()))


_TREATED = re.compile(
    r"\b(?:randomi[sz]ed|randomly|assigned|allocated|received|receiving|started|treated)\b",
    re.IGNORECASE,
)
_ON = re.compile(r"[pO]wI[zY]{0,2}x")
""" "Patients on X were followed"."""
_EARLIER = re.compile(
    r"\b(?:previous|prior|after|before|fail|had|resist|intoleran|refractory)", re.IGNORECASE
)


@lru_cache(maxsize=1 << 12)
def _says_earlier(text: str) -> bool:
    return _EARLIER.search(text) is not None


@lru_cache(maxsize=1 << 12)
def _says_treated(text: str) -> bool:
    return _TREATED.search(text) is not None


def _treated_with(clause: Clause) -> tuple[Given, ...]:
    """The agents that a clause says were given ("randomized to X or Y"), in its order."""
    found: list[Given] = []
    if "I" not in clause.text:
        return ()
    treated = bool(_ON.search(clause.text))
    for chunk in clause.chunks:
        if chunk.symbol in "NQAF#" and found:
            break
        if chunk.symbol != "O" and _says_earlier(chunk.text):
            return ()
        treated = treated or _says_treated(chunk.text)
        if treated and chunk.symbol == "I":
            found += [given for given in chunk.given if given.agent not in {one.agent for one in found}]
    return tuple(found)


_AGAINST = re.compile(r"(?P<one>I)[^I;B]*V[^I;B]*(?P<other>I)")


def _set_against(clause: Clause) -> tuple[Given, ...]:
    """The arms of "60 patients who received X were compared with 90 who received Y"."""
    match = _AGAINST.search(clause.text)
    if match is None or not any("compared" in chunk.text for chunk in clause.chunks if chunk.symbol == "V"):
        return ()
    one, other = (clause.chunks[match.start(name)] for name in ("one", "other"))
    treated = all(
        _TREATED.search(" ".join(c.text for c in clause.chunks[max(0, at - 4) : at + 1]))
        for at in (match.start("one"), match.start("other"))
    )
    return (*one.given, *other.given) if treated and len(one.given) == len(other.given) == 1 else ()


_ERA = re.compile(r"(?:the )?(?:introduction|advent|availability|development|era)\b", re.IGNORECASE)
"""A drug that names a time ("survival since the introduction of X") is not what was studied."""


def _studied(clauses: Sequence[Clause]) -> tuple[Given, ...]:
    """The agents that clauses name, but for those that came before ("after failure of X")."""
    found: dict[Agent, Given] = {}
    for clause in clauses:
        for index, chunk in enumerate(clause.chunks):
            if chunk.symbol == "X" and _is_stopped(clause.chunks, index):
                found.update((given.agent, given) for given in _as_agent(chunk))
            beside = clause.text[index - 1 : index] == "I"  # "X-conditioned Y" is one arm
            if chunk.symbol != "I" or beside or _ERA.match(chunk.text):
                continue
            if clause.text[:index].rstrip("'zl")[-1:] != "k" and not _was_earlier(clause.chunks[:index]):
                found.update((given.agent, given) for given in chunk.given if given.agent not in found)
    return tuple(found.values())


def _was_earlier(before: Sequence[Chunk]) -> bool:
    """ "Prior exposure to X", "after suboptimal response to X"."""
    text = "".join(chunk.symbol for chunk in before[-5:])
    return re.search(r"k['z]{0,2}R[tl]'?$", text) is not None or any(
        chunk.text.lower() in ("prior", "previous") for chunk in before[-3:]
    )


_STOPPED = ("discontinuation", "cessation", "withdrawal")


def _is_stopped(chunks: Sequence[Chunk], index: int) -> bool:
    """ "X discontinuation": what becomes of those who stop X is told of X."""
    return chunks[index + 1 : index + 2] != () and chunks[index + 1].text.lower() in _STOPPED


def _as_agent(chunk: Chunk) -> Iterator[Given]:
    (mention,) = chunk.mentions
    if mention.concept is not None:
        yield Given(Agent((mention.concept,)), chunk.mentions)


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
