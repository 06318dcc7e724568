"""What earlier sentences of a record leave for later ones to point back to."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property

from kg.model import (
    Concept,
    Mention,
    MentionType,
    Population,
    Reference,
    SectionKind,
    Sentence,
)
from kg.relate.arms import again, set_against, studied_in, treated_with
from kg.relate.atoms import Atom
from kg.relate.bystanders import is_of_others
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.doses import Doses
from kg.relate.topic import Topic, narrowest
from kg.terminology.terms import Terms


class Discourse:
    """Grows sentence by sentence; answers what "the twice-daily regimen" and "these patients" mean."""

    def __init__(
        self,
        terms: Terms,
        mentions: Sequence[Mention],
        title: Sentence | None,
        sentences: Sequence[Sentence] = (),
    ) -> None:
        self.terms = terms
        self._sentences = sentences
        self._mentions = mentions
        self._doses = Doses(mentions)
        self._populations: list[Chunk] = []
        self._populations_at = self._agents_at = -1
        self._of_background = False
        self._passed_over: list[tuple[Sentence, Callable[[], Sequence[Clause]]]] = []
        self._topic = Topic(terms, mentions, title)
        self._investigated: set[tuple[Concept, ...]] = set()
        self._agents: tuple[Given, ...] = ()
        self.study: tuple[Given, ...] = ()
        """The agents that the record is about: those of its title, else of the first aim that names any."""
        self._together = False
        """Whether these were named in one breath ("stopping X or Y"), so that nothing told them apart."""
        self._listed: tuple[Given, ...] = ()
        """The arms that a sentence on who was treated lists, in its order."""

    def antecedents(self, stretch: Sequence[Atom]) -> tuple[Given, ...]:
        """The agents that an expression points back to: "the twice-daily regimen", "this drug", "both arms".

        None where nothing, or more than one thing, fits: then it stands for no agent.
        """
        self._catch_up()
        if any(atom.symbol == "1" or atom.mention for atom in stretch):
            return self._doses.regimens(stretch)
        start, end = stretch[0].start, stretch[-1].end
        said = [atom.text.lower() for atom in stretch]
        if said[0] in ("between", "among", "across", "in", "all") and len(said) > 1:
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
        return tuple(again(given, start, end) for given in meant)

    def these_patients(self, chunk: Chunk) -> Chunk | None:
        """The population that an anaphoric expression points back to: the last clause's that had any."""
        self._catch_up()
        if not self._populations:
            topic, said = self._topic.population, self._topic.mentions
            references = tuple(Reference(chunk.start, chunk.end, mention) for mention in said)
            return chunk._replace(symbol="O", population=topic, references=references) if references else None
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
        """The study's only agent, where a clause names none; each of several that it does not tell apart."""
        self._catch_up()
        if not self.study or is_of_others(clause) or (len(self.study) > 1 and not self._is_one_group):
            return ()
        concepts = {given.agent.concepts for given in self.study}
        meant = concepts if len(concepts) == 1 else set()
        before = clause.before
        while before is not None:
            if any(given.agent.concepts not in meant for given in studied_in((before,))):
                return ()  # "with Y, 20% reached it; 5% progressed"
            before = before.before
        if any(given.agent.concepts in concepts for chunk in clause.chunks for given in chunk.given):
            return ()  # "before X, 30% had ..."
        start, end = clause.chunks[0].start, clause.chunks[-1].end
        return tuple(again(given, start, end) for given in self.study)

    @cached_property
    def _is_one_group(self) -> bool:
        """Whether patients on several agents are nowhere told apart in the record."""
        return self._together and not any(_TELLS_APART.search(one.text) for one in self._sentences)

    def arms_in_turn(self, clause: Clause, count: int) -> tuple[Given, ...]:
        """The arms that were listed, for as many values in a row."""
        self._catch_up()
        if len(self._listed) != count or is_of_others(clause):
            return ()
        start, end = clause.chunks[0].start, clause.chunks[-1].end
        return tuple(again(given, start, end) for given in self._listed)

    def dose_given(self, given: Given, before: int) -> Given:
        """The agent with the one dose that the record has given for it so far, where there is one."""
        return self._doses.given(given, before)

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
        return (again(self.study[1 - mine[0]], clause.chunks[0].start, clause.chunks[-1].end),)

    def all_arms(self, clause: Clause) -> list[tuple[Given, Given]]:
        """The two arms of a study of two, unless the clause says between whom else it speaks."""
        self._catch_up()
        between = any(chunk.text.lower() in _OTHER_SIDES for chunk in clause.chunks)
        if len(self.study) != 2 or between:
            return []
        start, end = clause.chunks[0].start, clause.chunks[-1].end
        return [(again(self.study[0], start, end), again(self.study[1], start, end))]

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
        if self._of_background and sentence.section not in (SectionKind.BACKGROUND, SectionKind.TITLE):
            self._populations, self._of_background = [], False  # those of the background are not ours
        for clause in clauses:
            found = [chunk for at, chunk in enumerate(clause.chunks) if _is_of_patients(clause, at)]
            if found and sentence.start >= self._populations_at:
                self._populations, self._populations_at = narrowest(found), sentence.start
                self._of_background = sentence.section is SectionKind.BACKGROUND
        named = [given for clause in clauses for c in clause.chunks if c.symbol == "I" for given in c.given]
        if named and sentence.start >= self._agents_at:
            self._agents = tuple({given.agent: given for given in named}.values())
            self._agents_at = sentence.start
        if not self.study and (sentence.is_title or any(clause.aims for clause in clauses)):
            self.study = studied_in(clauses)
            chunks = [chunk for clause in clauses for chunk in clause.chunks]
            self._together = any(chunk.given == self.study for chunk in chunks)
        for clause in clauses:
            if len(self.study) == 1 and (sides := set_against(clause)):
                agents = [given.agent.concepts for given in sides]
                self.study = sides if self.study[0].agent.concepts in agents else self.study
            arms = treated_with(clause)
            if len(arms) > 1:
                self._listed = arms
            elif (
                arms
                and not self.study
                and sentence.section is not SectionKind.BACKGROUND
                and len({given.agent.concepts for given in studied_in(clauses)}) == 1
            ):
                self.study = arms if self._is_of_the_record(arms[0]) else ()
        self._topic.settle(clauses, sentence)

    def _is_of_the_record(self, given: Given) -> bool:
        """Whether no drug is named as often."""
        counted = Counter(m.concept for m in self._mentions if m.type is MentionType.DRUG)
        first = [concept for concept, _ in counted.most_common(2)]
        tied = len(first) > 1 and counted[first[0]] == counted[first[1]]
        return given.agent.concepts == (first[0],) and not tied if first else False

    @property
    def topic(self) -> Population | None:
        """Whom the record is about, for a bare "patients"; None where that is not plain."""
        self._catch_up()
        return self._topic.population

    @property
    def is_of_some(self) -> bool:
        """Whether the record says of whom it is, and does not just name the disease."""
        self._catch_up()
        return self._topic.is_of_some

    def topic_references(self, clause: Clause) -> tuple[Reference, ...]:
        """Where the record says whom it is about, for a clause that says no more than "patients"."""
        start, end = clause.chunks[0].start, clause.chunks[-1].end
        return tuple(Reference(start, end, mention) for mention in self._topic.mentions)


def _is_of_patients(clause: Clause, at: int) -> bool:
    """Whether a chunk names patients, and not where they went to ("progressed to blast phase")."""
    return clause.text[at] == "O" and (at == 0 or clause.text[at - 1] not in "QR")


_AGENTS = frozenset((MentionType.DRUG, MentionType.DRUG_CLASS, MentionType.THERAPY))


_OTHER_SIDES = frozenset((
    "between", "among", "across", "methods", "assays", "techniques", "tests", "laboratories", "centers",
    "hospitals", "countries", "sexes", "genders", "men", "women", "ages", "subgroups",
))  # fmt: skip
"""Between what else than the arms of a study there may be no difference."""


_OTHER_ARMS = frozenset(("control", "comparator", "placebo", "age", "other", "standard", "untreated", "risk"))


_OF_ITS_OWN = ("higher", "lower", "increas", "reduc", "escalat")


_BOTH = frozenset(("both", "either", "two"))


_TELLS_APART = re.compile(
    r"\b(?:randomi[sz]\w*|versus|vs|compar\w+|arms?|groups?|cohorts?|either|each)\b", re.IGNORECASE
)
_PLURAL = frozenset(("the", "these", "arms", "groups", "treatment arms", "treatment groups"))


_ONE = frozenset(("this", "the"))
