"""Atoms joined into chunks: who is given what (agents), to whom (populations), and the cues between."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from kg.model import Agent, Concept, Mention, Population, Reference
from kg.relate import populations
from kg.relate.atoms import Atom, symbols
from kg.terminology.terms import Terms


@dataclass(frozen=True, slots=True)
class Given:
    """An agent as a sentence gives it, with the mentions and references that say so."""

    agent: Agent
    mentions: tuple[Mention, ...]
    references: tuple[Reference, ...] = ()


class Chunk(NamedTuple):
    """An atom, a group of agents (symbol ``I``) or a population phrase (symbol ``O``).

    ``X`` marks a drug that is no agent ("imatinib plasma levels").
    """

    symbol: str
    start: int
    end: int
    text: str
    atom: Atom | None = None
    given: tuple[Given, ...] = ()
    population: Population | None = None
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def concept(self) -> Concept | None:
        """What its mention or its cue stands for."""
        if self.atom is None:
            return None
        return (
            self.atom.mention.concept
            if self.atom.mention
            else self.atom.cue.outcome
            if self.atom.cue
            else None
        )


_alone: Callable[[tuple[object, ...]], Chunk] = partial(tuple.__new__, Chunk)
"""The chunk of one atom, without the Python code that ``Chunk()`` runs: most of a sentence is made here."""
_UNIT_HEADS = frozenset("DKHd")
_ONE_OF_SEVERAL = re.compile(r"\(d[^)]*#")
"""Bracketed doses each with its own rates: arms to be told apart later."""
_LONGEST_UNIT = 28
"""Atoms that a drug with its doses may fill."""
_REGIMEN = re.compile(r"(?<![DKHYd])'*z?(?:[1d][yJY]|d(?:,d)?,?[&|V]'?d[yJY]|[yJ])")

_ANAPHOR = re.compile(r"(?<![a-zA-Z+|])['z]'?(?:z?Y|J)(?=[xNEFhoqC,;)]|$)|(?<![^BP;,])Y(?=x)")

Resolver = Callable[[Sequence[Atom]], tuple[Given, ...]]
"""Looks up what an anaphoric expression ("the twice-daily regimen", "both drugs") stands for."""


def chunk(row: Sequence[Atom], terms: Terms, resolve: Resolver) -> list[Chunk]:
    """The chunks of a sentence."""
    phrases = {phrase.first: phrase for phrase in populations.find_phrases(row, terms)}
    starts = sorted(phrases)
    text = symbols(row)
    anaphors = {found.start(): found.end() for found in _ANAPHOR.finditer(text)}
    anaphors |= {found.start(): found.end() for found in _REGIMEN.finditer(text)}
    chunks: list[Chunk] = []
    index = 0
    while index < len(row):
        atom = row[index]
        if index not in phrases and index not in anaphors and atom.symbol not in _UNIT_HEADS:
            chunks.append(_alone((*atom[:4], atom, (), None, (), ())))
            index += 1
            continue
        if phrase := phrases.get(index):
            last = row[phrase.last - 1]
            said = " ".join(a.text for a in row[index : phrase.last])
            chunks.append(
                Chunk("O", atom.start, last.end, said, population=phrase.population, mentions=phrase.mentions)
            )
            index = phrase.last
            continue
        stop = next((first for first in starts if first > index), len(row))
        taken, found = _anaphor(row[index : min(stop, anaphors.get(index, index))], resolve)
        if found is None and atom.symbol in _UNIT_HEADS:
            taken, found = _unit(row[index : min(stop, index + _LONGEST_UNIT)])
        chunks.append(found or Chunk(atom.symbol, atom.start, atom.end, atom.text, atom))
        index += taken
    return _merged(chunks, terms)


def _anaphor(row: Sequence[Atom], resolve: Resolver) -> tuple[int, Chunk | None]:
    """Agents that an expression points back to; and its length."""
    resolved = resolve(row) if row else ()
    return (len(row), _agents(row, resolved)) if resolved else (1, None)


def _unit(row: Sequence[Atom]) -> tuple[int, Chunk | None]:
    """One drug with the doses beside it at the head of the row; and its length."""
    at = 0
    doses: list[Mention] = []
    if row[at].symbol == "d" and at + 1 < len(row):
        at += 2 if row[at + 1].symbol == "l" else 1
    if at >= len(row) or row[at].symbol not in "DKH":
        return 1, None
    named = row[at].mention
    assert named is not None
    if named.concept is None:
        return 1, None
    if at > 0:
        dose = row[0].mention
        if dose is None or dose.dose is None or dose.dose.drug != named.concept:
            return 1, None
        doses.append(dose)
    end = at + 1
    if end < len(row) and row[end].symbol == "m":
        return end, _agents(row[:end], ())._replace(symbol="X", mentions=(named,))
    text = symbols(row)
    for ahead in range(end, len(row)):
        mention = row[ahead].mention
        if row[ahead].symbol in "DKH":
            break
        if mention and mention.dose and mention.dose.drug == named.concept and ahead - end <= 7:
            if mention.dose.level or mention.dose.amount is None or _ONE_OF_SEVERAL.match(text, ahead - 1):
                break
            doses = [said for said in doses if said.dose and said.dose.amount is not None]  # not "high"
            doses.append(mention)
            end = ahead + 1
            if end < len(row) and row[end].symbol == ")":
                end += 1
    given = tuple(
        Given(Agent((named.concept,), dose=mention.dose), (named, mention)) for mention in doses
    ) or (Given(Agent((named.concept,)), (named,)),)
    return end, _agents(row[:end], given)


def _agents(stretch: Sequence[Atom], given: tuple[Given, ...]) -> Chunk:
    text = " ".join(atom.text for atom in stretch)
    return Chunk("I", stretch[0].start, stretch[-1].end, text, given=given)


_COORDINATED = re.compile(r"I(?:(?:,I)+,?[&|]|[&|]|,[&|](?!'*I[er]))(?:'|z(?=I))*I")
_IN_BRACKETS = re.compile(r"(?<=I\()I(?:,I)+(?=\))")
_COMBINED = re.compile(r"I(?:\+'*I)+")
_EITHER_WITH = re.compile(r"I\|I(?:\+'*I)+")
_COMBINATION_OF = re.compile(r"2'*I(?:,I)*,?(?:[&+]|[wt])'*I")
_WITH_UNKNOWN = re.compile(r"2'*I(?=[&+]'*z)|I(?=\+'*z)|2'*z{1,3}[&+]'*I")
_DESCRIBED = re.compile(r"I(?:\([zI]{1,3}\))?,'[nzG7']{0,5}I(?:i'?[zOS])?,")
_EXAMPLES = re.compile(r"(?:(?P<head>[IYzX]),?\(?g|(?P<class>I)[,(]?)(?P<members>I)(?:\)|,)?")


def _merged(chunks: list[Chunk], terms: Terms) -> list[Chunk]:
    """The chunks, those as one that together say what is given: combinations, lists, classes by members."""
    text = "".join([chunk.symbol for chunk in chunks])
    if "I" not in text:
        return chunks
    for pattern, build in _MERGED:
        at = 0
        while match := pattern.search(text, at):
            first, last = match.span()
            merged = build(chunks[first:last], terms)
            if merged is not None:
                chunks = [*chunks[:first], merged, *chunks[last:]]
                text = text[:first] + merged.symbol + text[last:]
            at = first + 1
    return chunks


def _span(stretch: list[Chunk], given: tuple[Given, ...]) -> Chunk:
    text = " ".join(chunk.text for chunk in stretch)
    return Chunk("I", stretch[0].start, stretch[-1].end, text, given=given)


def _pool(stretch: list[Chunk], terms: Terms) -> Chunk | None:
    """A list; a class that its members follow ("the inhibitors, A and B") stands for them."""
    if any(
        chunk.symbol == "z" and chunk.text.lower() in ("others", "rest", "remainder") for chunk in stretch
    ):
        return None  # "some received X and the others Y"
    given = tuple(given for chunk in stretch for given in chunk.given)
    (head, *_), members = given[0].agent.concepts, [other.agent.concepts[0] for other in given[1:]]
    if all(terms.is_a(other, head.id) and other != head for other in members):
        given = given[1:]
    return _span(stretch, given)


def _combine(stretch: list[Chunk], _: Terms) -> Chunk:
    members = [given for chunk in stretch for given in chunk.given]
    concepts: dict[Concept, None] = dict.fromkeys(c for given in members for c in given.agent.concepts)
    mentions = tuple(mention for given in members for mention in given.mentions)
    if len(concepts) == 1:
        return _span(stretch, tuple(members))
    return _span(stretch, (Given(Agent(tuple(sorted(concepts))), mentions),))


def _of_either(stretch: list[Chunk], terms: Terms) -> Chunk | None:
    """ "X/Y + Z": X with Z, and Y with Z."""
    if stretch[1].text != "/":
        return None
    combined = [_combine([one, *stretch[3:]], terms) for one in (stretch[0], stretch[2])]
    return _span(stretch, tuple(given for chunk in combined for given in chunk.given))


def _left_out(stretch: list[Chunk], _: Terms) -> Chunk:
    """A drug with one that the lexicon does not know: what is said of both is not said of the one."""
    said = " ".join(chunk.text for chunk in stretch)
    return Chunk("z", stretch[0].start, stretch[-1].end, said)


def _members(stretch: list[Chunk], terms: Terms) -> Chunk | None:
    """ "The newer inhibitors, A and B,": A and B; "such as A and B" likewise, whatever stands before."""
    members = stretch[-1] if stretch[-1].symbol == "I" else stretch[-2]
    head = stretch[0]
    if len(stretch) > 1 and any(chunk.symbol == "g" for chunk in stretch):
        return _span(stretch, members.given)
    (class_,) = head.given[0].agent.concepts[:1]
    narrower = [terms.is_a(given.agent.concepts[0], class_.id) for given in members.given]
    return _span(stretch, members.given) if len(head.given) == 1 and all(narrower) else None


def _described(stretch: list[Chunk], terms: Terms) -> Chunk | None:
    """ "X, a novel inhibitor,": X."""
    kind_chunk = [chunk for chunk in stretch if chunk.symbol == "I"][-1]
    named, kind = stretch[0].given, kind_chunk.given[0].agent.concepts[0]
    general = kind.id == "investigational-therapy" or all(
        terms.is_a(given.agent.concepts[0], kind.id) for given in named
    )
    return _span(stretch, named) if general else None


_CARRIER = re.compile(r"(?:p[uxz']*v|[cv])(?:'|z(?=I))*I")
_THERAPY = re.compile(r"I(?:YJ?|J)(?!g)")


def _treatment(stretch: list[Chunk], _: Terms) -> Chunk:
    """ "X therapy": X, given."""
    return _span(stretch, stretch[0].given)


def _carried(stretch: list[Chunk], _: Terms) -> Chunk:
    """ "Treatment with X", "patients treated with X": X, given.

    Keeps the patients, who are no more than those of the record.
    """
    atom = stretch[0].atom if stretch[0].symbol == "p" else None
    return _span(stretch, stretch[-1].given)._replace(atom=atom)


_SWITCHED = re.compile(r"p[uxz']*(?P<how>a)'*I(?:t'*I)?")


def _switched(stretch: list[Chunk], _: Terms) -> Chunk | None:
    """ "Patients who switched from X to Y": Y, given."""
    how = next(chunk.text.lower() for chunk in stretch if chunk.symbol == "a")
    if not how.startswith(("switched", "changed")) or how.endswith("from") is (stretch[-2].symbol == "a"):
        return None
    agents = [chunk for chunk in stretch if chunk.symbol == "I"]
    if len(agents) != (2 if how.endswith("from") else 1):
        return None
    return _span(stretch, agents[-1].given)._replace(atom=stretch[0].atom)


_MERGED: tuple[tuple[re.Pattern[str], Callable[[list[Chunk], Terms], Chunk | None]], ...] = (
    (_EITHER_WITH, _of_either),
    (_COMBINED, _combine),
    (_COMBINATION_OF, _combine),
    (_WITH_UNKNOWN, _left_out),
    (_COORDINATED, _pool),
    (_IN_BRACKETS, _pool),
    (_EXAMPLES, _members),
    (_DESCRIBED, _described),
    (_THERAPY, _treatment),
    (_SWITCHED, _switched),
    (_CARRIER, _carried),
)
"""In this order; there are agents (``I``) in each."""


def bare_patients(chunks: Sequence[Chunk]) -> str:
    """Whether patients are named of whom no more is said (``p``) than what they are given (``I``).

    Examples of something else do not count.
    """
    found = ""
    for chunk in chunks:
        if chunk.symbol in "gp":
            return found if chunk.symbol == "g" else "p"
        if chunk.symbol == "I" and chunk.atom is not None:
            found = "I"
    return found
