"""Measured results of a clause: which measure, which value, in which arm, when.

Values come in groups ("46% and 28%", "(46% vs 28%)"). A group takes its measures and arms from beside it;
where a group has as many values as there are arms, measures or times in a list, they pair off in order.
A value whose measure or arm is not plain is left out.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from kg.model import Agent, Concept
from kg.relate.bystanders import is_of_another_time, is_of_others
from kg.relate.chunks import Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Whom
from kg.relate.measures import MEASURES, Group, groups, in_brackets, measured_text, measures
from kg.relate.quantities import Adjunct
from kg.relate.result_patients import pooled, treated
from kg.relate.turned import is_of_parts


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
    place: tuple[int, int] = field(default=(0, 0), compare=False)
    """Where the value stands in the record's text."""
    beside: bool = field(default=False, compare=False)
    """Whether the result of another arm stands beside it."""


_ARM_BEHIND = re.compile(
    r"[l']{0,2}(?:p|O|z){0,3}[uxz]{0,2}[wiblvc(J',t]{1,3}[zp'(]{0,3}(?P<arm>[Id])|\((?P<aside>I)|l?'?(?P<beside>I)(?=p?(?:[hoQ]|x(?!o)))"
)
_ARMS_BEHIND = re.compile(r"[wibl'p]{1,3}I(?:(?:,?[&|]|,)[wibl']{0,3}I)+")
_HEADING = re.compile(r"i'*I,?#")
""" "In the X group, 46% had ..."."""
_ARM_BEFORE = re.compile(r"(?P<arm>[Id])(?:\(z\))?(?:[,(:]|p|xz?|z)?$")
_WHY = re.compile(r"Q[I'zlpOi#,]{0,8}k")
_COUNTED = re.compile(r"#Ixo")
""" "25 transplants were recorded": what is counted, and no arm."""
_EACH_ITS_ARM = re.compile(r"\(#[iw]'*I[V&,]{1,2}#[iw]'*I[^()]*\)")
""" "(46% in the X arm versus 28% in the Y arm)", which later pairs follow."""
_THAN = re.compile(r"(?P<more>C)[^BP;C]*V[^BP;CI]*I")
""" "Higher (with X) than with Y"."""
_DOSES_ASIDE = re.compile(r"I\((?=[^)]*d[^)]*#)[^)]*\)")


@lru_cache(maxsize=1)  # several rules ask in turn
def results(clause: Clause, discourse: Discourse) -> tuple[Result, ...]:
    """The results of a clause, in order; none of an aim, a denial or a prognosis."""
    found = list(_found(clause, discourse))
    return tuple(
        replace(one, beside=any(_is_other_arm(one, other) for other in found))
        for one in found
        if not any(_contradicts(one, other) for other in found) and not _was_before(one, discourse)
        if not any(_is_out_of_order(one, other) for other in found)
    )


def _is_out_of_order(one: Result, other: Result) -> bool:
    """ "Higher with X than with Y (20% vs 50%)": which value is whose is not known."""
    if not _is_other_arm(one, other):
        return False
    match = _THAN.search(one.clause.text)
    if match is None or one.clause.text.count("C") != 1:
        return False
    atom = one.clause.chunks[match.start("more")].atom
    direction = atom.cue.direction if atom and atom.cue else ""
    if direction not in ("up", "down"):
        return False
    than = {given.agent for given in one.clause.chunks[match.end() - 1].given}
    if (one.given.agent in than) is (other.given.agent in than):
        return False
    more, less = (other, one) if one.given.agent in than else (one, other)
    return more.value < less.value if direction == "up" else more.value > less.value


def _was_before(one: Result, discourse: Discourse) -> bool:
    """ "On Y, 20% had achieved it", in a study of X."""
    studied = {given.agent.concepts for given in discourse.study}
    had = re.search(r"xh", one.clause.text)
    return (
        had is not None
        and bool(studied)
        and one.given.agent.concepts not in studied
        and one.clause.chunks[had.start()].text.lower() == "had"
    )


def _is_other_arm(one: Result, other: Result) -> bool:
    return (one.measure, one.timepoint) == (other.measure, other.timepoint) and one.given != other.given


def _contradicts(one: Result, other: Result) -> bool:
    """Two values of one thing: what tells them apart ("at center A") is not known."""
    return (
        one.value != other.value
        and replace(one, value=other.value, clause=other.clause, at=other.at) == other
    )


def _found(clause: Clause, discourse: Discourse) -> Iterator[Result]:
    text = clause.text
    if not ("#" in text or "8" in text or clause.adjuncts) or clause.aims or "N" in text or "W" in text:
        return
    found = groups(clause)
    if not found or is_of_another_time(clause) or _is_expected(clause) or is_of_parts(clause):
        return
    measured = measures(clause, measured_text(clause, discourse), found)
    reasons = _reasons(clause)
    for number, group in enumerate(found):
        if measured[number] and measured[number][0] > reasons:
            continue
        before = found[number - 1] if number else None
        after = found[number + 1] if number + 1 < len(found) else None
        if measured[number]:
            same = number > 0 and measured[number] == measured[number - 1]
            yield from _paired(clause, group, before, after, measured[number], discourse, goes_on=same)


def _reasons(clause: Clause) -> int:
    """Where it begins to say why treatment was stopped: what follows are reasons, and no results."""
    for at, chunk in enumerate(clause.chunks):
        concept = chunk.concept if chunk.symbol == "Q" else None
        if concept is not None and concept.id == "discontinuation" and (match := _WHY.match(clause.text, at)):
            return match.end() - 1
        if chunk.symbol == "z" and chunk.text.lower() in ("reason", "reasons"):
            return at
    return len(clause.chunks)


def _is_expected(clause: Clause) -> bool:
    """ "The rate was expected to be 20%"."""
    return any(chunk.symbol == "E" and chunk.text.lower().startswith("expected") for chunk in clause.chunks)


def _paired(
    clause: Clause,
    group: Group,
    before: Group | None,
    after: Group | None,
    measures: tuple[int, ...],
    discourse: Discourse,
    *,
    goes_on: bool,
) -> Iterator[Result]:
    times = _times(clause, group, before, after, goes_on=goes_on)
    if not times and after is not None and measures[0] >= after.last:
        times = _times(clause, after, group, None)  # "55% with X and 27% with Y achieved MMR at 12 months"
    arms = _arms(clause, group, before, after, discourse, len(measures))
    pooled = len(arms) > 1 and arms == discourse.arms_meant(clause)  # a row each, whatever the values are
    for those in [(arm,) for arm in arms] if pooled else [arms]:
        yield from _of_arms(clause, group, after, measures, times, those, discourse)


def _of_arms(
    clause: Clause,
    group: Group,
    after: Group | None,
    measures: tuple[int, ...],
    times: Sequence[Adjunct],
    arms: tuple[Given, ...],
    discourse: Discourse,
) -> Iterator[Result]:
    count = len(group.values)
    if len(measures) not in (1, count) or (len(measures) == count > 1 and len(arms) == count):
        return
    if len(arms) not in (1, count) and count > 1:
        return
    by_patients = pooled(clause, group, after, count) if count > 1 and len(measures) == len(arms) == 1 else ()
    listed = len({time.end for time in times}) == 1  # "at 12 and 48 months"
    by_time = (
        len(times) == count > 1 and len(measures) == 1 and (listed or _each_its_time(clause, group, times))
    )
    by_time = by_time and len(arms) == 1 and "V" not in clause.text[group.first : group.last]
    labels = list(dict.fromkeys(time.label for time in times))
    if count > 1 and len(measures) == 1 and len(arms) == 1 and not by_time and not by_patients:
        return
    spread = count == 1  # one value of several arms: a row each
    if spread and len(arms) > 1 and _got_both(clause, arms):
        return
    for number, (value, unit) in enumerate(group.values):
        measure = measures[number] if len(measures) > 1 else measures[0]
        time = times[number].label if by_time else labels[0] if len(labels) == 1 else ""
        if unit != "%" and time[:1].isdigit():
            time = ""  # the time of another value ("3.8 years (5-year survival, 32%)")
        chunk = clause.chunks[measure]
        concept = _in_context(chunk.concept, clause, discourse)
        for given in arms if spread or len(arms) == 1 else (arms[number],):
            if unit != "%" and measure >= group.last:
                continue  # "the 10 years survival"
            if unit != "%" and concept is not None:
                concept = _time_to(concept, clause.chunks[measures[0]].concept, discourse)
            if concept is not None and (unit == "%" or discourse.terms.is_a(concept, "time-to-event")):
                whom = by_patients[number] if by_patients else treated(clause, group, after, discourse)
                yield Result(clause, measure, concept, value, unit, time, given, whom, group.places[number])


_GOT_BOTH = re.compile(r"\b(?:received|receiving|treated with|given)\b.*\band\b")


def _got_both(clause: Clause, arms: tuple[Given, ...]) -> bool:
    """ "Patients who received X and Y", who got both, or some the one and some the other."""
    return any(chunk.given == arms and _GOT_BOTH.search(chunk.text) for chunk in clause.chunks)


def _each_its_time(clause: Clause, group: Group, times: Sequence[Adjunct]) -> bool:
    """ "40% at 12 months and 60% at 24 months"."""
    starts = [chunk.start for chunk in clause.chunks[group.first : group.last] if chunk.symbol in "#8"]
    ends = [*starts[1:], sys.maxsize]
    return all(start < time.start < end for start, end, time in zip(starts, ends, times, strict=False))


def _in_context(concept: Concept | None, clause: Clause, discourse: Discourse) -> Concept | None:
    """ "CHR was achieved in 77%; median response duration was 9 months": that of CHR."""
    if concept is None or concept.id != "response-duration" or clause.before is None:
        return concept
    earlier = {chunk.concept for chunk in clause.before.chunks if chunk.symbol == "Q" and chunk.concept}
    lexicon = discourse.terms.lexicon
    named = {f"{other.id}-duration" for other in earlier} & lexicon.concepts.keys()
    return lexicon.concept(named.pop()) if len(named) == 1 else concept


def _time_to(concept: Concept, first: Concept | None, discourse: Discourse) -> Concept:
    """ "Time to CCyR and MMR": that to MMR."""
    concepts = discourse.terms.lexicon.concepts
    shared = first is not None and first.id.startswith("time-to-")
    return concepts.get(f"time-to-{concept.id}", concept) if shared else concept


def _arms(
    clause: Clause,
    group: Group,
    before: Group | None,
    after: Group | None,
    discourse: Discourse,
    measured: int,
) -> tuple[Given, ...]:
    """Who a group belongs to: beside it, else the clause's only agents, else the study's only agent."""
    text, chunks = clause.text, clause.chunks
    low, high = before.last if before else 0, after.first if after else len(text)
    if group.aside and (own := _in_list(clause, group)):
        return own
    listed_arms = _ARMS_BEHIND.match(text, group.last, high)
    if listed_arms and len(group.values) > 1:
        stretch = chunks[listed_arms.start() : listed_arms.end()]
        given = tuple(given for chunk in stretch if chunk.symbol == "I" for given in chunk.given)
        if len(given) == len(group.values):
            return given
    named = [
        index
        for index, symbol in enumerate(text)
        if symbol == "I" and not _comes_before(text, index) and not _COUNTED.match(text, index - 1)
    ]
    given = tuple(given for index in named for given in chunks[index].given)
    if len(named) == 2 and text[named[0] - 1 : named[0]] == "V":
        given = given[::-1]  # "compared with X, Y had ... (1 vs 2)"
    alone = (before is None and after is None) or group.pairs > 1
    if measured == 1 < len(given) == len(group.values) and alone:
        return given
    inside = in_brackets(text, group.first) and "V" in text[group.first : group.last]
    side_by_side = (group.aside or inside) and len(
        group.values
    ) > 1  # "higher with X than with Y (46% vs 28%)"
    if (
        side_by_side
        and len(group.values) == 2
        and len(given) == 1
        and (pair := _against_other(clause, group, given[0], discourse))
    ):
        return pair
    if text[group.first - 1 : group.first] == "I" and group.first > low and not side_by_side:
        return _given(clause, group.first - 1)  # "(X 44%, Y 22%)"
    behind = _ARM_BEHIND.match(text, group.last, high)
    if behind and not group.aside:
        return _given(clause, behind.start(behind.lastgroup or 0))
    ahead = _ARM_BEFORE.search(text[low : group.first])
    if ahead and _comes_before(text, low + ahead.start("arm")):
        ahead = None
    if ahead and group.aside and len(group.values) == 1:
        return _given(clause, low + ahead.start("arm"))
    listed = before is not None or in_brackets(text, group.first) or _HEADING.match(text)
    if ahead and not group.aside and (len(named) == 1 or listed):
        return _given(clause, low + ahead.start("arm"))
    alike = all(len(other.values) == len(group.values) for other in (before, after) if other)
    alike = alike or (group.aside and _EACH_ITS_ARM.search(text, 0, group.first) is not None)
    if len(named) == 1 or (given and alike and len(given) == len(group.values)):
        return given
    if named or "d" in text:
        return ()
    if measured == 1 and len(group.values) == 2 and group.aside and (pair := _goes_on_comparing(clause)):
        return pair
    if measured == 1 < len(group.values) and _is_in_turn(clause, group):
        same = _goes_on_with_list(clause, len(group.values))
        return same or discourse.arms_in_turn(clause, len(group.values))
    return discourse.arms_meant(clause) or _goes_on_with(clause)


def _against_other(clause: Clause, group: Group, given: Given, discourse: Discourse) -> tuple[Given, ...]:
    """ "Diarrhea (8% v 1%) was more common with X": the larger is of X, the other of the other arm."""
    cues = [
        chunk.atom.cue.direction
        for chunk in clause.chunks
        if chunk.symbol == "C" and chunk.atom and chunk.atom.cue
    ]
    other = discourse.other_arm(given, clause)
    first, second = (value for value, _ in group.values)
    if len(cues) != 1 or cues[0] not in ("up", "down") or not other or first == second:
        return ()
    return (given, other[0]) if (first > second) is (cues[0] == "up") else (other[0], given)


def _goes_on_with(clause: Clause) -> tuple[Given, ...]:
    """The only agent of the clause before ("52% reached it with X, while 7% reached ...")."""
    if clause.before is None:
        return ()
    text = clause.before.text
    at = text.find("I")
    alone = text.count("I") == 1 and not _comes_before(text, at) and "#" in text and not is_of_others(clause)
    return clause.before.chunks[at].given if alone and len(clause.before.chunks[at].given) == 1 else ()


_COMPARING = re.compile(r"(?:(?P<turned>VI,?I)|I[^I]*C[^I]*VI)")


def _goes_on_comparing(clause: Clause) -> tuple[Given, ...]:
    """The sides of the clause before: Y, X ("against X, Y led to more A (1 v 2) and more B (3 v 4)")."""
    before = clause.before
    match = _COMPARING.search(before.text) if before is not None and before.text.count("I") == 2 else None
    if match is None or before is None or "C" not in clause.text or "C" not in before.text:
        return ()
    sides = tuple(given for chunk in before.chunks if chunk.symbol == "I" for given in chunk.given)
    if len(sides) != 2:
        return ()
    return sides[::-1] if match["turned"] else sides


def _goes_on_with_list(clause: Clause, count: int) -> tuple[Given, ...]:
    """The agents of the clause before ("with X and Y were 69% and 46%, and those of A were 83% and 56%")."""
    before = clause.before
    while before is not None and "I" not in before.text and before.text.count("#") == count:
        before = before.before  # "CCyR, 69% v 46%; MMR, 50% v 30%; ..."
    named = [chunk for chunk in before.chunks if chunk.symbol == "I"] if before else []
    given = tuple(given for chunk in named for given in chunk.given)
    unlike = set("k~" if "#V#" in clause.text else "kV~")
    alike = before is not None and before.text.count("#") == count and not set(before.text) & unlike
    return given if alike and len(given) == count else ()


def _is_in_turn(clause: Clause, group: Group) -> bool:
    """ "The rates were 87%, 91% and 96%, respectively": values of what an earlier sentence lists."""
    text, said = clause.text, {chunk.text.lower() for chunk in clause.chunks[group.last :]}
    ahead = text[: group.first].lstrip("&,").removesuffix(",")
    if set(ahead) & set("&|,Op(") or not set(text[group.last :]) <= set(",z'"):
        return False
    times = {adjunct.label for adjunct in clause.adjuncts if adjunct.kind == "time"}
    against = "V" in text[group.first : group.last]
    return len(times) < 2 and (against or "respectively" in said or len(group.values) > 2)


def _in_list(clause: Clause, group: Group) -> tuple[Given, ...]:
    """The one that a bracket follows, in a list where each has its own ("X (20%) or Y (19%)")."""
    asides = [adjunct.start for adjunct in clause.adjuncts if adjunct.kind == "values"]
    ahead = [chunk for chunk in clause.chunks if chunk.symbol == "I" and chunk.start < group.start]
    if (
        not ahead
        or len(ahead[-1].given) < 2
        or not any(ahead[-1].start < at < ahead[-1].end for at in asides)
    ):
        return ()
    ends = [(mention.end, given) for given in ahead[-1].given for mention in given.mentions]
    before = [(end, given) for end, given in ends if end <= group.start]
    return (max(before, key=lambda pair: pair[0])[1],) if before else ()


def _comes_before(text: str, index: int) -> bool:
    """Whether agents stand for what went before ("after X", "side effects from X")."""
    return text[:index].rstrip("'zl")[-1:] in ("k", "~")


def arms(clause: Clause, index: int) -> tuple[Given, ...]:
    """The agents at an index, or their doses where brackets tell them apart ("X (1 mg, 70%; 2 mg, 75%)")."""
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


def _times(
    clause: Clause, group: Group, before: Group | None, after: Group | None, *, goes_on: bool = False
) -> list[Adjunct]:
    """The times of a group: those beside it, else those of the whole clause or the one it goes on.

    One that goes on about the measure of the group before it has that one's time.
    """
    times = [adjunct for adjunct in clause.adjuncts if adjunct.kind == "time"]
    if 1 < group.pairs == len(times):
        return times[group.number : group.number + 1]  # "at 6 and 12 months (8% v 4%; 17% v 5%)"
    beside = [time for time in times if group.aside and 0 <= group.start - time.end <= 2]
    if beside and len(times) > 1:
        return beside[-1:]  # "at 6 months (46%) and 12 months (58%)"
    low, high = before.end if before else -1, after.start if after else times[-1].end + 1 if times else 0
    own = [time for time in times if low <= time.start < high and not _beyond(clause, group, time)]
    if after is not None:
        own = [time for time in own if not _heads_next(clause, group, time)]
    if len(own) > 1 and len(own) != len(group.values):
        own = [time for time in own if not time.label.startswith(("median", "minimum"))] or own
    if own and len(own) != len(group.values):
        behind = [time for time in own if time.start >= group.start]
        ahead = [time for time in own if time.start < group.start]
        if before is not None and ahead and not behind:
            return ahead[-1:]
        own = behind[:1] if before is not None or after is not None else own
        own = own or ahead[-1:]
    if not own and before is not None:
        own = [time for time in times if time.start < low]
        own = own[-1:] if goes_on or len({time.label for time in own}) == 1 else []
    if not own and clause.before is not None:
        own = [adjunct for adjunct in clause.before.adjuncts if adjunct.kind == "time"]
        listed = len(own) == len(group.values) and len({time.end for time in own}) == 1
        own = own if len(own) == 1 or listed else []  # "CCyR at 12 and 24 months was ..., and MMR ..."
    return own


_REACHED_BY = re.compile(r"(?:l?'*[zpOIj]{0,3}(?:[wi]'*I)?[hx]|l?'*[zpOj]{0,2}Q)")
""" "46% of patients achieved", before the measure."""


def _heads_next(clause: Clause, group: Group, time: Adjunct) -> bool:
    """ "46% and 28%, and at 24 months 64% and 46%": a time behind a group that heads the next."""
    between = [chunk.symbol for chunk in clause.chunks if group.start < chunk.start < time.start]
    return time.start > group.end and between[-1:] in (["&"], [","])


def _beyond(clause: Clause, group: Group, time: Adjunct) -> bool:
    """Whether a time behind a group belongs to another measure between them."""
    between = (chunk.symbol for chunk in clause.chunks[group.last :] if chunk.start < time.start)
    return (
        time.start > group.end
        and bool(set(between) & set(MEASURES))
        and not _REACHED_BY.match(clause.text, group.last)
    )


def significance(adjuncts: Sequence[Adjunct]) -> bool | None:
    """Whether the p-values of a clause say that its difference counts; None where none or both are said."""
    said = {adjunct.kind for adjunct in adjuncts} & {"significant", "insignificant"}
    return None if len(said) != 1 else said == {"significant"}
