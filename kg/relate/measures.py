"""Values of a clause in groups ("46% and 28%", "(46% vs 28%)"), and the measures that each group is of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from kg.relate import turned
from kg.relate.chunks import Chunk
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.quantities import duration

MEASURES = "QA"


@dataclass(frozen=True, slots=True)
class Group:
    """Values in a row or in one pair of brackets; ``first`` and ``last`` bound them among the chunks."""

    values: tuple[tuple[Decimal, str], ...]
    places: tuple[tuple[int, int], ...]
    """Where each value stands in the record's text."""
    first: int
    last: int
    start: int
    end: int
    aside: bool
    number: int = 0
    """Which it is of the pairs of its row ("8% vs 4%, 17% vs 5% and 23% vs 12%")."""
    pairs: int = 1
    """How many pairs that row has."""


_RUN = re.compile(r"#(?:'*(?:,?[&|V]|,)'*#)*|(?<!i)(?<!i['z])8(?:(?:,?[&|V]|,)8)*")
_PAIR = re.compile(r"#V'*#")
_PAIRS = re.compile(r"#V'*#(?:(?:,?&|,)'*#V'*#)+")
_LISTED = r"[QA](?:[(,&|'z]{1,3}[QA])*"
_GAP = r"zxohEioOwIlpbtcvYJu',&|:()jyd"
_AHEAD = re.compile(rf"(?P<measures>{_LISTED})[{_GAP}]*(?:[il]'?G(?=x))?(?:x(?P<verb>F)i)?[{_GAP}]*$")
_AHEAD_COMPARED = re.compile(rf"(?P<measures>{_LISTED})[{_GAP}CVN@q]*$")
_ACHIEVED = re.compile(
    rf"(?:l?'*[zp]{{0,2}})?[pOIj'z]{{0,4}}(?:[wi]'*I(?:,z,)?)?(?P<hedge>E)?(?P<verb>[hxo])[xhozi'|]{{0,4}}(?P<measures>{_LISTED})"
)
_BESIDE = re.compile(r"(?:(?:l'?z?)?[pO]|l?'?Ip?)?['zn]{0,2}(?P<measures>[QA])(?![#(hxo])")
_BROUGHT = frozenset(("induced", "elicited", "produced"))
_OWN_BEHIND = re.compile(r"(?P<measures>[QA])(?=[,;&]|$)(?!,?&?[QA])")
_LISTED_ON = re.compile(r"'?(?P<measures>[QA])(?![hxo])")
"""The next of a list: "7% achieved a PCyR, 14% a mCyR"."""
_CAUSE = re.compile(r"(?<=Q)[I'zlV]*k['zl]{0,3}[Aq]$")
_SINCE = re.compile(r"(?<=Q)z?k['z]{0,3}Q[xo]{0,2}$")
_OWN_CAUSE = re.compile(r"Ax['z]{0,2}k['zl]{0,3}[Aq]i?$")
_CHANGE = re.compile(r"(?:^|[^hoxz])b['zl]{0,4}$")
"""A change ("improved by 20%"), which is no level."""
_OF_SOME = re.compile(r"[l'zi]{0,3}[pOj]z?(?:(?P<who>u)[xz]?[hxo]|(?P<verb>h)|[wi]'*z?Q)")
_OF_PART = re.compile(r"[li]{1,2}'*z+p")
_IN_PART = re.compile(r"i'*[zG]{1,2}(?![pOIzQA'w])")
"""A part of the patients that the lexicon does not know ("67% in CP1")."""
_RESPONDERS = re.compile(r"[pO](?:(?P<verb>h)|[zw']{0,2}u[zxh']{0,3}|z?w)[z']{0,2}[QAG]")
"""Patients picked out by a response ("those with MMR had a survival of"): a prognosis, and no result."""


_BY_FINDING = re.compile(r"[pO][zw']{0,2}u[xz]{0,2}F")


_BEFELL = re.compile(r"(?<=[#pOx)])(?P<what>s)(?=$|[iwk,;&])")


def measured_text(clause: Clause, discourse: Discourse) -> str:
    """The symbols of a clause, with the setbacks that are counted like responses (progression) as such."""
    text = clause.text
    if "s" in text:  # "20% relapsed", but not "relapsed patients"
        befell = {match.start("what") for match in _BEFELL.finditer(text)}
        text = "".join(
            "Q" if at in befell and chunk.concept else symbol
            for at, (symbol, chunk) in enumerate(zip(text, clause.chunks, strict=True))
        )
    if "R" not in text:
        return text
    setbacks = (_setback(chunk, discourse) for chunk in clause.chunks)
    return "".join("Q" if setback else symbol for symbol, setback in zip(text, setbacks, strict=True))


def _setback(chunk: Chunk, discourse: Discourse) -> bool:
    concept = (
        chunk.atom.mention.concept if chunk.symbol == "R" and chunk.atom and chunk.atom.mention else None
    )
    return concept is not None and discourse.terms.undesirable(concept)


def _is_of_some(clause: Clause, text: str, group: Group) -> bool:
    """Whether values are shares of responders ("64% of those achieving CCyR", "of patients with CCyR")."""
    part = _OF_PART.match(text, group.last)
    if part and clause.chunks[part.end() - 2].text.lower().endswith(("positive", "negative")):
        return True
    if _IN_PART.match(text, group.last):
        return True
    match = _OF_SOME.match(text, group.last)
    if match is None or group.aside:
        return False
    return match["verb"] is None or clause.chunks[match.start("verb")].text.endswith("ing")


def _is_prognosis(clause: Clause, text: str, end: int) -> bool:
    """Whether what comes before a value picks out patients by a response ("those achieving MMR had ...")."""
    for match in _BY_FINDING.finditer(text, 0, end):
        cue = clause.chunks[match.end() - 1].atom
        if cue and cue.cue and cue.cue.direction in ("effective", "ineffective"):
            return True  # "patients who did not respond to X"
    return any(
        match["verb"] is None or clause.chunks[match.start("verb")].text.endswith("ing")
        for match in _RESPONDERS.finditer(text, 0, end)
    )


def _is_limited(clause: Clause, text: str, low: int, high: int) -> bool:
    """Whether something before a value limits it ("without", "< 12 weeks"); "only 23%" is a plain value."""
    return "-" in text[low:high] and any(
        chunk.symbol == "-" and chunk.text.lower() not in ("only", "nearly", "almost")
        for chunk in clause.chunks[low:high]
    )


def groups(clause: Clause) -> list[Group]:
    """The groups of values of a clause, left to right."""
    chunks, text = clause.chunks, clause.text
    found: list[Group] = []
    for (first, last), number, pairs in _runs(text):
        stretch = chunks[first:last]
        said = [chunk for chunk in stretch if chunk.symbol in "#8"]
        values = tuple(_value(chunk) for chunk in said)
        places = tuple((chunk.start, chunk.end) for chunk in said)
        ends = stretch[0].start, stretch[-1].end
        found.append(Group(values, places, first, last, *ends, aside=False, number=number, pairs=pairs))
    for adjunct in clause.adjuncts:
        if adjunct.kind == "values":
            index = sum(chunk.start < adjunct.start for chunk in chunks)
            rates = tuple((value, "%") for value in adjunct.values)
            found.append(Group(rates, adjunct.places, index, index, adjunct.start, adjunct.end, aside=True))
    return sorted(_numbered(found), key=lambda group: group.start)


def _runs(text: str) -> Iterator[tuple[tuple[int, int], int, int]]:
    """The spans of values in a row; of a row of pairs each, with its number and how many there are."""
    for match in _RUN.finditer(text):
        pairs = [*_PAIR.finditer(text, *match.span())] if _PAIRS.fullmatch(match[0]) else [match]
        yield from ((pair.span(), number, len(pairs)) for number, pair in enumerate(pairs))


def _numbered(found: Sequence[Group]) -> Iterator[Group]:
    """The groups, pairs that stand in one bracket numbered."""
    for (aside, _), row in groupby(found, lambda group: (group.aside, group.first)):
        pairs = list(row)
        for at, group in enumerate(pairs):
            yield replace(group, number=at, pairs=len(pairs)) if aside else group


def _value(chunk: Chunk) -> tuple[Decimal, str]:
    return duration(chunk.text) if chunk.symbol == "8" else (Decimal(chunk.text.rstrip("%")), "%")


def measures(clause: Clause, text: str, found: Sequence[Group]) -> list[tuple[int, ...]]:
    """For each group the indices of its measures, none where they are not plain."""
    measured: list[tuple[int, ...]] = []
    known: tuple[int, ...] = ()
    behind = beside = False
    for number, group in enumerate(found):
        low = found[number - 1].last if number else 0
        high = found[number + 1].first if number + 1 < len(found) else len(text)
        of_them = _OF_WHOM.search(text, low, group.first)
        if of_them or _is_of_some(clause, text, group) or _is_limited(clause, text, low, group.first):
            known, behind = (), False
        elif behind and (listed := _LISTED_ON.match(text, group.last, high)):
            known = _indices(text, *listed.span("measures"))
        elif _says_again(text, group, known, behind, high):
            pass  # "46% had a MMR, as compared with 28% in the imatinib group"
        elif beside and (listed := _NEXT_BESIDE.match(text, group.last, high)):
            known = _indices(text, *listed.span("measures"))
        elif achieved := _achieved(clause, text, group, low, high, number == 0):
            known, behind = achieved, True
            if measured and not measured[-1] and _SHARED.fullmatch(text, found[number - 1].last, group.first):
                measured[-1] = known  # "54% of patients on X and 52% on Y achieved MMR"
        else:
            here = _ahead(clause, text, group, low, high, number == 0)
            beside = number == 0 and here is not None and min(here, default=-1) >= group.last
            known, behind = (known, behind) if here is None and number else (here or (), False)
            shared = measured and not measured[-1] and here and min(here) >= group.last
            if shared and _SHARED.fullmatch(text, found[number - 1].last, group.first):
                measured[-1] = known  # "22% of those on X and 27% on Y progressed"
        if group.pairs > 1 and len(known) == group.pairs:
            measured.append(known[group.number : group.number + 1])  # "MMR and MR4 (8% v 4%; 17% v 5%)"
        else:
            measured.append(known)
    return [
        tuple(
            at for at in one if text[at + 1 : at + 2] not in ("R", "G") and not _is_turned(clause, at, group)
        )
        for one, group in zip(measured, found, strict=True)
    ]


def _says_again(text: str, group: Group, known: Sequence[int], behind: bool, high: int) -> bool:
    """Whether a value goes on about the measure of the one before it, and has none of its own."""
    return (
        behind
        and bool(known)
        and _GOES_ON.fullmatch(text, known[-1] + 1, group.first) is not None
        and _ACHIEVED.match(text, group.last, high) is None
    )


def _is_turned(clause: Clause, measure: int, group: Group) -> bool:
    behind = clause.chunks[group.last] if group.last < len(clause.chunks) and not group.aside else None
    if behind and (behind.symbol == "C" or behind.text.lower() in ("more than", "less than")):
        return True  # a difference
    return turned.is_turned(clause, measure, group.first, aside=group.aside)


_NAMED_ASIDE = re.compile(r"Qz?\(Q\)")
""" "The molecular response rate (MR3)": MR3."""
_OF_WHOM = re.compile(r"lu$")
""" "Nine had edema, of whom 50% needed diuretics": a share of the nine."""
_NEXT_BESIDE = re.compile(r"['zn]{0,2}(?P<measures>[QA])")
""" "80% CCyR, 40% MMR and 20% MR4"."""
_GOES_ON = re.compile(r"[,&V]{1,3}")
_SHARED = re.compile(r"l?'*p?(?:[wi]?'*Iz?)?p?,?&?")


def _achieved(clause: Clause, text: str, group: Group, low: int, high: int, first: bool) -> tuple[int, ...]:
    """What a share of patients is said to have reached ("46% of patients achieved MMR")."""
    match = _ACHIEVED.match(text, group.last, high)
    beside = {text[: group.first][-1:], text[group.first : group.first + 1]}
    if match is None or (group.aside and not beside & {"p", "O"}):
        return ()
    if match["hedge"] and clause.chunks[match.start("hedge")].text.lower() == "would":
        return ()  # what a model says
    if first and (set(text[low : group.first]) & set(MEASURES) or _is_prognosis(clause, text, group.first)):
        return ()  # "MMR was seen in 46% of patients who had ..."
    return _indices(text, *match.span("measures"))


def _ahead(
    clause: Clause, text: str, group: Group, low: int, high: int, first: bool
) -> tuple[int, ...] | None:
    """The measures listed before a group, else the one beside it; None where no new one is named."""
    low = max(low, text.rfind("g", low, group.first) + 1)  # "..., including 20 (55%) in CHR"
    before = text[low : group.first]
    if cause := _CAUSE.search(before):  # "discontinued because of adverse events (5%)"
        before = before[: cause.start()]
    if since := _SINCE.search(before):  # "survival from first CCyR was 72%"
        before = before[: since.start()]
    if _OWN_CAUSE.search(before):
        return ()  # "fever was due to infection in 50%"
    if (first and _is_prognosis(clause, text, group.first)) or (
        _CHANGE.search(before) and not (before.endswith("Qb") and "hb" in text[:low])
    ):
        return ()  # but "CCyR was achieved by 82%, MMR by 71%"
    listed = before.endswith((",&", ",", "&")) and not group.aside
    if listed and text[group.last : group.last + 1] == "x":
        return ()  # "A was seen in 20%, and 40% were still on treatment"
    own = _OWN_BEHIND.match(text, group.last, high) if listed else None
    if own:  # "all patients achieved CHR, and 50% CCyR"
        return _indices(text, *own.span("measures"))
    bracket = _opening(text, group.first)
    pattern = _AHEAD_COMPARED if group.aside or bracket != -1 else _AHEAD
    if ahead := pattern.search(before):
        found = _indices(text, low + ahead.start("measures"), low + ahead.end("measures"))
        verb = ahead.groupdict().get("verb") and clause.chunks[low + ahead.start("verb")].text.lower()
        if verb and verb not in _BROUGHT:
            return None
        if bracket != -1 and found[-1] < bracket and not _opens_beside(clause, text, bracket):
            return ()
        alone = group.aside and len(group.values) == 1 and found[-1] == group.first - 1
        named = len(group.values) == 1 and len(found) == 2 and _NAMED_ASIDE.match(text, found[0])
        return found[-1:] if alone or named else found
    if set(before) & set(MEASURES) or (bracket >= low and not _opens_beside(clause, text, bracket)):
        return ()
    beside = None if group.aside else _BESIDE.match(text, group.last, high)
    return _indices(text, *beside.span("measures")) if beside else None


def _opens_beside(clause: Clause, text: str, bracket: int) -> bool:
    """Whether a bracket stands right behind a measure or an arm ("the MMR rate (")."""
    if text[bracket - 1 : bracket] == "z" and clause.chunks[bracket - 1].text.lower() in ("rate", "rates"):
        bracket -= 1
    return text[bracket - 1] in "QAI"


def _opening(text: str, at: int) -> int:
    """Where the bracket around an index opens; -1 where it stands in none."""
    opening = text.rfind("(", 0, at)
    return opening if opening > text.rfind(")", 0, at) else -1


def in_brackets(text: str, at: int) -> bool:
    """Whether an index stands in brackets."""
    return _opening(text, at) != -1


def _indices(text: str, first: int, last: int) -> tuple[int, ...]:
    return tuple(index for index in range(first, last) if text[index] in MEASURES)
