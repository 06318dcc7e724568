"""Measured results of a clause: which measure, which value, in which arm, when.

Values come in groups ("46% and 28%", "(46% vs 28%)"). A group takes its measures and arms from beside it;
where a group has as many values as there are arms, measures or times in a list, they pair off in order.
A value whose measure or arm is not plain is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Agent, Concept, Population
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Whom
from kg.relate.quantities import Adjunct, duration

MEASURES = "QA"


@dataclass(frozen=True, slots=True)
class Result:
    """One measured value; ``at`` is the index of its measure's chunk in its clause."""

    clause: Clause
    at: int
    measure: Concept
    value: Decimal
    unit: str
    timepoint: str
    given: Given
    whom: Whom


@dataclass(frozen=True, slots=True)
class _Group:
    """Values in a row or in one pair of brackets; ``first`` and ``last`` bound them among the chunks."""

    values: tuple[tuple[Decimal, str], ...]
    first: int
    last: int
    start: int
    end: int
    aside: bool


_RUN = re.compile(r"#(?:'*(?:,?[&|V]|,)'*#)*|(?<!i)8(?:(?:,?[&|V]|,)8)*")
_LISTED = r"[QA](?:[(,&|'z]{1,3}[QA])*"
_GAP = r"zxohEioOwIlpbtcvYJu',&:()jyd"
_AHEAD = re.compile(rf"(?P<measures>{_LISTED})[{_GAP}]*$")
_AHEAD_COMPARED = re.compile(rf"(?P<measures>{_LISTED})[{_GAP}CVN@q]*$")
_ACHIEVED = re.compile(
    rf"(?:l?'*[zp]{{0,2}})?[pOIj'z]{{0,4}}(?P<verb>[hxo])[xhozi']{{0,4}}(?P<measures>{_LISTED})"
)
_BESIDE = re.compile(r"[wlzi']{0,4}(?:[pO][wi]?)?(?P<measures>[QA])(?![#(hxo])")
_ARM_BEHIND = re.compile(
    r"[l']{0,2}(?:p|O|z){0,3}[uxz]{0,2}[wiblvc(J',t]{1,3}[zp'(]{0,3}(?P<arm>[Id])|\((?P<aside>I)"
)
_ARM_BEFORE = re.compile(r"(?P<arm>[Id])(?:\(z\))?(?:[,(:]|p|xz?|z)?$")
_DOSES_ASIDE = re.compile(r"I\((?=[^)]*d[^)]*#)[^)]*\)")
_PATIENTS_BEHIND = re.compile(r"(?:[lwi']{0,3}I)?[l'iwpz]{0,5}O")
_OF_SOME = re.compile(r"[l'zi]{0,3}[pOj]z?(?:(?P<who>u)[xz]?[hxo]|(?P<verb>h)|[wi]'*z?Q)")
_OF_PART = re.compile(r"[li]{1,2}'*z+p")
_SAID_OF_SOME = re.compile(r"[pO][zuw']{0,3}[hxwu][zxh']{0,3}[QAG]")
"""Patients picked out by a response ("those with MMR had a survival of"): a prognosis, and no result."""


def measured_text(clause: Clause, discourse: Discourse) -> str:
    """The symbols of a clause, with the setbacks that are counted like responses (progression) as such."""
    if "R" not in clause.text:
        return clause.text
    return "".join("Q" if _setback(chunk, discourse) else chunk.symbol for chunk in clause.chunks)


def _setback(chunk: Chunk, discourse: Discourse) -> bool:
    concept = (
        chunk.atom.mention.concept if chunk.symbol == "R" and chunk.atom and chunk.atom.mention else None
    )
    return concept is not None and discourse.terms.undesirable(concept)


def results(clause: Clause, discourse: Discourse) -> Iterator[Result]:
    """The results of a clause, in order; none of an aim, a denial or a prognosis."""
    if clause.aims or "N" in clause.text or "W" in clause.text:
        return
    groups = _groups(clause)
    if not groups:
        return
    text = measured_text(clause, discourse)
    known: tuple[int, ...] = ()
    for number, group in enumerate(groups):
        before = groups[number - 1] if number else None
        low = before.last if before else 0
        if _is_of_some(clause, text, group) or _is_limited(clause, low, group.first):
            continue
        after = groups[number + 1] if number + 1 < len(groups) else None
        measures = _measures(text, group, before, after)
        if not measures and before is not None and not set(text[before.last : group.first]) & set(MEASURES):
            measures = known
        known = measures
        if measures:
            yield from _paired(clause, group, before, after, measures, discourse)


def _is_of_some(clause: Clause, text: str, group: _Group) -> bool:
    """Whether values are shares of responders ("64% of those achieving CCyR", "of patients with CCyR")."""
    part = _OF_PART.match(text, group.last)
    if part and clause.chunks[part.end() - 2].text.lower().endswith(("positive", "negative")):
        return True
    match = _OF_SOME.match(text, group.last)
    if match is None or group.aside:
        return False
    return match["verb"] is None or clause.chunks[match.start("verb")].text.endswith("ing")


def _is_limited(clause: Clause, low: int, high: int) -> bool:
    """Whether something before a value limits it ("without", "< 12 weeks"); "only 23%" is a plain value."""
    return any(
        chunk.symbol == "-" and chunk.text.lower() not in ("only", "nearly", "almost")
        for chunk in clause.chunks[low:high]
    )


def _groups(clause: Clause) -> list[_Group]:
    chunks, text = clause.chunks, clause.text
    found: list[_Group] = []
    for match in _RUN.finditer(text):
        stretch = chunks[match.start() : match.end()]
        values = tuple(_value(chunk) for chunk in stretch if chunk.symbol in "#8")
        found.append(
            _Group(values, match.start(), match.end(), stretch[0].start, stretch[-1].end, aside=False)
        )
    for adjunct in clause.adjuncts:
        if adjunct.kind == "values":
            index = sum(chunk.start < adjunct.start for chunk in chunks)
            rates = tuple((value, "%") for value in adjunct.values)
            found.append(_Group(rates, index, index, adjunct.start, adjunct.end, aside=True))
    return sorted(found, key=lambda group: group.start)


def _value(chunk: Chunk) -> tuple[Decimal, str]:
    return duration(chunk.text) if chunk.symbol == "8" else (Decimal(chunk.text.rstrip("%")), "%")


def _measures(text: str, group: _Group, before: _Group | None, after: _Group | None) -> tuple[int, ...]:
    """Indices of the measures of a group: those that it "achieved", else those before it, else beside it."""
    low, high = before.last if before else 0, after.first if after else len(text)
    if before is None and _SAID_OF_SOME.search(text, 0, group.first):
        return ()
    achieved = _ACHIEVED.match(text, group.last, high)
    if group.aside and not {text[: group.first][-1:], text[group.first : group.first + 1]} & {"p", "O"}:
        achieved = None
    if achieved and set(text[low : group.first]) & set(MEASURES) and before is None:
        achieved = None  # "MMR was seen in 46% of patients who had ..."
    if achieved:
        return _indices(text, *achieved.span("measures"))
    pattern = _AHEAD_COMPARED if group.aside or _in_brackets(text, group.first) else _AHEAD
    if ahead := pattern.search(text[low : group.first]):
        found = _indices(text, low + ahead.start("measures"), low + ahead.end("measures"))
        alone = group.aside and len(group.values) == 1 and found[-1] == group.first - 1
        return found[-1:] if alone else found
    if group.aside or set(text[low : group.first]) & set(MEASURES):
        return ()
    beside = _BESIDE.match(text, group.last, high)
    return _indices(text, *beside.span("measures")) if beside else ()


def _in_brackets(text: str, at: int) -> bool:
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def _indices(text: str, first: int, last: int) -> tuple[int, ...]:
    return tuple(index for index in range(first, last) if text[index] in MEASURES)


def _paired(
    clause: Clause,
    group: _Group,
    before: _Group | None,
    after: _Group | None,
    measures: tuple[int, ...],
    discourse: Discourse,
) -> Iterator[Result]:
    count = len(group.values)
    times = _times(clause, group, before, after)
    arms = _arms(clause, group, before, after, discourse)
    if len(measures) not in (1, count) or (len(measures) == count > 1 and len(arms) == count):
        return
    if len(arms) not in (1, count) and count > 1:
        return
    by_patients = (
        _pooled(clause, group, after, count) if count > 1 and len(measures) == len(arms) == 1 else ()
    )
    by_time = len(times) == count > 1 and len(arms) == 1 and len(measures) == 1
    if count > 1 and len(measures) == 1 and len(arms) == 1 and not by_time and not by_patients:
        return
    spread = count == 1  # one value for each arm of a pool: a row each
    for number, (value, unit) in enumerate(group.values):
        measure = measures[number] if len(measures) > 1 else measures[0]
        time = times[number] if by_time else times[0] if len(times) == 1 else ""
        chunk = clause.chunks[measure]
        concept = _in_context(chunk.concept, clause, discourse)
        for given in arms if spread or len(arms) == 1 else (arms[number],):
            if concept is not None and (unit == "%" or discourse.terms.is_a(concept, "time-to-event")):
                whom = by_patients[number] if by_patients else _whom(clause, group, after, discourse)
                yield Result(clause, measure, concept, value, unit, time, given, whom)


def _in_context(concept: Concept | None, clause: Clause, discourse: Discourse) -> Concept | None:
    """ "CHR was achieved in 77%; median response duration was 9 months": that of CHR."""
    if concept is None or concept.id != "response-duration" or clause.before is None:
        return concept
    earlier = {chunk.concept for chunk in clause.before.chunks if chunk.symbol == "Q" and chunk.concept}
    lexicon = discourse.terms.lexicon
    named = {f"{other.id}-duration" for other in earlier} & lexicon.concepts.keys()
    return lexicon.concept(named.pop()) if len(named) == 1 else concept


def _arms(
    clause: Clause, group: _Group, before: _Group | None, after: _Group | None, discourse: Discourse
) -> tuple[Given, ...]:
    """Who a group belongs to: beside it, else the clause's only agents, else the study's only agent."""
    text, chunks = clause.text, clause.chunks
    low, high = before.last if before else 0, after.first if after else len(text)
    behind = _ARM_BEHIND.match(text, group.last, high)
    if behind and not group.aside:
        return _given(clause, behind.start("arm") if behind["arm"] else behind.start("aside"))
    ahead = _ARM_BEFORE.search(text[low : group.first])
    if ahead and group.aside and len(group.values) == 1:
        return _given(clause, low + ahead.start("arm"))
    named = [index for index, symbol in enumerate(text) if symbol == "I" and not _comes_before(text, index)]
    given = tuple(given for index in named for given in chunks[index].given)
    listed = before is not None or _in_brackets(text, group.first)
    if ahead and not group.aside and (len(named) == 1 or listed):
        return _given(clause, low + ahead.start("arm"))
    if len(named) == 1 or (given and len(given) == len(group.values)):
        return given
    if named or "d" in text:
        return ()
    return discourse.arms_meant(clause)


def _comes_before(text: str, index: int) -> bool:
    """Whether agents stand for what went before ("after X", "side effects from X")."""
    return text[:index].rstrip("'zl")[-1:] in ("k", "~")


def arms(clause: Clause, index: int) -> tuple[Given, ...]:
    """The agents at an index, or their doses where brackets tell them apart ("X (300 mg, 70%; 400 mg, 75%)")."""
    match = _DOSES_ASIDE.match(clause.text, index)
    if match is None:
        return clause.chunks[index].given
    doses = [at for at in range(index, match.end()) if clause.text[at] == "d"]
    return tuple(given for at in doses for given in _given(clause, at))


def _given(clause: Clause, index: int) -> tuple[Given, ...]:
    """The agents at an index; a dose alone is a dose of the last agent before it ("for the 300-mg dose")."""
    chunk = clause.chunks[index]
    dose = chunk.atom.mention.dose if chunk.atom and chunk.atom.mention else None
    if chunk.symbol == "I" or dose is None:
        return chunk.given
    agents = [other for other in clause.chunks[:index] if other.symbol == "I"]
    concepts = dict.fromkeys(given.agent.concepts for given in agents[-1].given) if agents else {}
    if len(concepts) != 1:
        return ()
    (concept,) = concepts
    assert chunk.atom is not None
    assert chunk.atom.mention is not None
    return (Given(Agent(concept, dose=dose), (*agents[-1].given[0].mentions, chunk.atom.mention)),)


def _times(clause: Clause, group: _Group, before: _Group | None, after: _Group | None) -> list[str]:
    """The times of a group: those beside it, else those of the whole clause or the one it goes on."""
    times = [adjunct for adjunct in clause.adjuncts if adjunct.kind == "time"]
    low, high = before.end if before else -1, after.start if after else times[-1].end + 1 if times else 0
    own = [time for time in times if low <= time.start < high]
    if len(own) > 1 and len(own) != len(group.values):
        own = [time for time in own if not time.label.startswith(("median", "minimum"))] or own
    if own and len(own) != len(group.values):
        behind = [time for time in own if time.start >= group.start]
        ahead = [time for time in own if time.start < group.start]
        if before is not None and ahead and not behind:
            return [ahead[-1].label]
        own = behind[:1] if before is not None or after is not None else own
        own = own or ahead[-1:]
    if not own and before is not None:
        own = [time for time in times if time.start < low][:1]
    if not own and clause.before is not None:
        own = [adjunct for adjunct in clause.before.adjuncts if adjunct.kind == "time"]
        own = own if len(own) == 1 else []
    return list(dict.fromkeys(time.label for time in own))


def _whom(clause: Clause, group: _Group, after: _Group | None, discourse: Discourse) -> Whom:
    """The patients beside a group, else the record's for bare "patients", else the last named before it."""
    text = clause.text
    high = after.first if after else len(text)
    beside = _PATIENTS_BEHIND.match(text, group.last, high)
    if beside:
        return _said(clause.chunks[beside.end() - 1])
    named = [index for index, symbol in enumerate(text) if symbol == "O"]
    ahead = [index for index in named if index < group.first]
    if ahead:
        return _said(clause.chunks[ahead[-1]])
    if len(named) == 1 and named[0] < high:
        return _said(clause.chunks[named[0]])
    for index in range(len(text)):
        if text[index] == "j":
            resolved = discourse.these_patients(clause.chunks[index])
            return Whom(resolved.population, (), resolved.references) if resolved else Whom()
    bare = "p" in text.partition("g")[0] or text[group.last : group.last + 1] == "h"
    bare = bare or (clause.before is not None and "p" in clause.before.text)
    return Whom(discourse.topic) if bare and discourse.topic else Whom()


def _pooled(clause: Clause, group: _Group, after: _Group | None, count: int) -> tuple[Whom, ...]:
    """ "In 34% and 31% of patients with A and B, respectively": A, and B."""
    beside = _PATIENTS_BEHIND.match(clause.text, group.last, after.first if after else len(clause.text))
    chunk = clause.chunks[beside.end() - 1] if beside else None
    groups = chunk.population.groups if chunk and chunk.population else ()
    if chunk is None or len(groups) != count:
        return ()
    return tuple(Whom(Population((one,)), chunk.mentions) for one in groups)


def _said(chunk: Chunk) -> Whom:
    return Whom(chunk.population, chunk.mentions)


def significance(adjuncts: Sequence[Adjunct]) -> bool | None:
    """Whether the p-values of a clause say that its difference counts; None where none or both are said."""
    said = {adjunct.kind for adjunct in adjuncts} & {"significant", "insignificant"}
    return None if len(said) != 1 else said == {"significant"}
