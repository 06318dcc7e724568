"""Numbers of a sentence: rates, durations, times of measurement and statistics.

Rates and durations stand in the row of atoms. Times, p-values and rates in brackets stand beside it, as
adjuncts, so that the grammars read the sentence without them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from kg.relate.atoms import Atom, Stretch

_NUM = r"\d{1,5}(?:[.·]\d{1,3})?"
_NAMES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: str(number) for number, word in enumerate(_NAMES, start=1)}
_WORDS |= {
    tens + rest: str(10 * ten + one)
    for ten, tens in enumerate(_TENS, start=2)
    for one, rest in enumerate(["", *(f"-{name}" for name in _NAMES[:9])])
}
_COUNT = rf"(?:{_NUM}|(?i:{'|'.join(_NAMES)}))"
_UNIT = r"(?:months?|years?|weeks?|days?|mo\b|yrs?\b)"
_LONG = rf"{_COUNT}[\s-]{_UNIT}"
_SHARE = r"\d{1,2}(?:[.·]\d{1,2})?"
_OF_ALL = r"\s?(?:/|out of(?: the)?|of(?: the)?)\s?"
_PATIENTS = r"(?:patients|pts|cases|subjects|individuals)\b(?!\s?[(\[]\s?\d)"
_PERCENT = r"\s?(?:%|per\s?cent\b)"
_OPERATOR = r"(?:[<>≤≥⩽⩾=]|&[lg]t;)\s?=?\s?"
_SPAN = r"\s?(?:to|[-–—,;])\s?"
_INTERVAL = rf"-?{_NUM}{_PERCENT}?(?:{_SPAN}-?{_NUM}{_PERCENT}?)?"
_COUNTS = rf"{_COUNT}(?:,\s{_COUNT}){{0,7}}(?:,?\s(?:and|or)\s{_COUNT})?"
_FOLLOW_UP = r"(?:duration of |time of )?(?:follow-?\s?up|observation)(?: time| period| duration)?"
_HEADS = r"(?:[a-z]+\s)?(?:patients|cases|individuals|subjects)\s"

_STATISTIC = "|".join((  # what no claim is made of
    rf"\b9[059]{_PERCENT}?\s?(?:CI|(?:lower |upper )?confidence (?:intervals?|limits?))"
    r"(?:\s?[\[(]CI[\])])?"
    rf"\s?[:,;=]?\s?(?:of )?(?:{_INTERVAL}|[\[(]{_INTERVAL}[\])])",
    rf"\b9[059]{_PERCENT}?\s?(?:CI|confidence intervals?)\b",
    rf"\b(?:odds ratio|relative risk|risk ratio|OR|RR)(?:\s?[\[(]a?S?(?:OR|RR)[\])])?"
    rf"(?:,|:| of| was)?\s?=?\s?{_NUM}",
    rf"\b(?:range|IQR|interquartile range)[:,]?\s?(?:of )?[<>]?{_NUM}{_PERCENT}?"
    rf"(?:{_SPAN}{_NUM}\+?{_PERCENT}?)?(?:[\s-]{_UNIT})?",
    r"\(\s?[nN]\s?=\s?\d+\s?\)|\b[nN]\s?=\s?\d+",
    # Grades of adverse events, which the evidence table leaves out.
    r"\b[Gg]rades?\s?[≥>]?\s?(?:\d|I{1,3}V?|IV)(?:\s?(?:/|or|to|and|[-–])\s?(?:\d|I{1,3}V?|IV))?\b"
    r"(?:\sor\s(?:higher|worse|greater|more|above))?",
    r"\b(?:of )?(?:any|all)[\s-][Gg]rades?\b",
))  # fmt: skip
_HAZARD = (
    r"\b(?:hazard ratio|a?HR|SHR)(?:\s?[\[(]a?S?HR[\])])?"
    rf"(?:,|:| of| was)?\s?=?\s?(?P<hazard_ratio>{_NUM})"
)
_P_VALUE = (
    rf"\b[Pp](?:[\s-]?[Vv]alues?)?\s?(?P<p_op>{_OPERATOR}|was |of |is )?(?P<p_value>0?[.·]\d{{1,6}}|1[.·]0+)"
    r"|\b[Pp]\s?=\s?(?P<ns>NS|n\.?s\.?)\b"
)
_TIME = "|".join((
    # "at a median follow-up of 24 months", "at 8 months' minimum follow-up"
    rf"\b(?:(?i:at|with|after|over|by)\s)?(?:(?:a|the)\s)?(?P<bound_kind>[Mm]edian|[Mm]inimum)\s"
    rf"(?:{_FOLLOW_UP}(?: was| of|,|:)?(?: a)?\s{_LONG}|of {_LONG}(?=\s(?:of\s)?follow))"
    r"(?:\s(?:of\s)?follow-?up)?",
    rf"\b(?i:at|with|after)\s(?:a\s)?[≥>]?{_LONG}['’]?\s(?:of\s)?(?P<bound_kind2>median|minimum)?\s?{_FOLLOW_UP}",
    # "at 12 months", "by month 12", "at 3, 6 and 12 months"
    rf"(?<!mostly )(?<!mainly )(?<!usually )(?<!all )\b(?i:at|by|after|within)\s(?:the\s)?(?:first\s)?"
    rf"(?:{_COUNTS}(?:[\s-]|(?<=\d)){_UNIT}(?:\sof\s(?:treatment|therapy|{_FOLLOW_UP}))?"
    rf"|(?:months?|weeks?|years?|days?)\s{_NUM}(?:,\s{_NUM}){{0,7}}(?:,?\s(?:and|or)\s{_NUM})?(?!{_PERCENT}|\.?\d))"
    r"\b(?!\s?(?:old|of age|period))",
    # "12-month"
    rf"\b{_COUNT}(?:,\s{_COUNT}-?)?(?:-?,?\s(?:and|or)\s{_COUNT})?-(?:month|year|week|day)\b"
    r"(?!-old|-interval)",
))  # fmt: skip
_BOUND = (  # says no one value
    rf"(?:{_OPERATOR}|\b(?i:more than|less than|fewer than|greater than|lower than|over|up to|at least|below"
    r"|above|under|exceeded|exceeds|exceeding)\s)"
    rf"{_NUM}{_PERCENT}|\b{_NUM}{_PERCENT}?\s?(?:to|[-–—])\s?{_NUM}{_PERCENT}"
)
_RATE = "|".join((
    # "12 of 26 patients (46%)", "12 patients (46%)", "12 (46%)"
    rf"\b\d+\s?(?:/|of|out of|of the)\s?\d+\s(?P<heads>{_HEADS})?[\[(]\s?(?P<rate1>{_NUM}){_PERCENT}\s?[)\]]",
    rf"\b{_COUNT}\s(?P<heads2>{_HEADS})\(\s?(?P<rate2>{_NUM}){_PERCENT}\s?\)",
    rf"\b(?:\d+|(?i:{'|'.join(_NAMES)}))\s\((?P<rate3>{_NUM}){_PERCENT}\s?\)",
    # "46% (12/26)", "46%", and the 46 of "46 and 28%"
    rf"(?<![\w.,])(?<!\d )(?P<rate4>{_NUM}){_PERCENT}"
    r"(?:\s?[\[(]\s?\d+\s?(?:/|of)\s?\d+(?:\spatients)?\s?[)\]])?",
    rf"(?<![\w.,])(?P<rate5>{_NUM})(?=,?\s(?:and|v|vs\.?|versus)\s{_NUM}{_PERCENT})",
    # the 20 of "20, 40 and 60%"
    rf"(?<![\w.,])(?P<rate7>{_SHARE})(?=(?:,\s{_SHARE}){{1,5}},?\sand\s{_NUM}{_PERCENT})",
    # "12 of 20 patients": a share that the text leaves to the reader
    rf"(?<![\w.,/])(?P<share>\d{{1,4}}|(?i:{'|'.join(_NAMES)})){_OF_ALL}(?P<all>\d{{2,4}})"
    rf"(?=\s(?:[a-z-]+\s){{0,2}}{_PATIENTS})",
    rf"\b(?P<rate6>(?i:{'|'.join(_TENS)})(?:-(?:{'|'.join(_NAMES[:9])}))?){_PERCENT}",
))  # fmt: skip
_CONDITION = rf"{_OPERATOR}{_COUNT}[\s-]?{_UNIT}"  # "< 12 weeks": only under it, so no plain result
_DURATION = (
    rf"(?<![\w.,-])(?:(?:{_NUM},\s){{0,7}}{_NUM},?\s(?:and|or|v|vs\.?|versus)\s)?"
    rf"{_NUM}\s{_UNIT}\b(?!\s(?:old|of age))"
)
_QUANTITY = re.compile(
    rf"(?P<p>{_P_VALUE})|(?P<hazard>{_HAZARD})|(?P<statistic>{_STATISTIC})|(?P<time>{_TIME})|(?P<condition>{_CONDITION})"
    rf"|(?P<bound>{_BOUND})|(?P<rate>{_RATE})"
    rf"|(?P<duration>{_DURATION})"
)
_START = re.compile(r"(?<![\w.,])\d|[<>≤≥⩽⩾=&(]|\b(?P<word>[^\W\d]\w*)")
"""Where a quantity may begin, if a word there is one of these; looking only there is several times faster."""
_OPENING = "grade grades p at by after with within median minimum over n more less fewer up"
_IN_TEXT = (
    "a the of any all hazard exceeded exceeds exceeding odds relative risk range interquartile greater lower"
    " below above under HR OR RR aHR SHR IQR"
)
_STARTS = frozenset((*_OPENING.split(), *_OPENING.title().split(), *_IN_TEXT.split()))
_NUMERALS = frozenset((*_NAMES, *_TENS))
_DIGIT = re.compile(r"\d")
_IN_WORDS = re.compile(
    rf"[pP]\s?=\s?[Nn]|(?i:\b(?:{'|'.join(_NAMES)})[\s-](?:month|year)|\b(?:{'|'.join(_TENS)})\b)"
)


@dataclass(frozen=True, slots=True)
class Adjunct:
    """What is said beside the row: a time, a p-value, or rates in brackets."""

    kind: Literal["time", "significant", "insignificant", "values", "hazard"]
    start: int
    end: int
    label: str = ""
    """Of a time: ``12 months``, ``median 24 months``; of a p-value: its sign."""
    values: tuple[Decimal, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    """Where each of the values stands."""


class Found(NamedTuple):
    """What takes the place of a stretch of the sentence in the row, and what is said beside it."""

    stretch: Stretch
    adjuncts: tuple[Adjunct, ...] = ()


def scan(text: str, offset: int) -> Iterator[Found]:
    """The quantities of a sentence, left to right; offsets count from the record's text."""
    if not _DIGIT.search(text) and not _IN_WORDS.search(text):
        return
    timed = False
    for match in _matches(text):
        start, end = match.start() + offset, match.end() + offset
        atoms: tuple[Atom, ...] = ()
        adjuncts: tuple[Adjunct, ...] = ()
        if match["p"]:
            adjuncts = (_p_value(match, start, end),)
        elif match["hazard"]:
            ratio = Decimal(match["hazard_ratio"].replace("·", "."))
            adjuncts = (Adjunct("hazard", start, end, values=(ratio,)),)
        elif match["time"]:
            timed = True
            adjuncts = tuple(_times(match, start, end))
        elif match["condition"]:
            atoms = (Atom("-", start, end, match[0]),)
        elif match["bound"]:
            atoms = (Atom("z", start, end, match[0]),)
        elif (
            match["duration"]
            and timed
            and _NEXT_IN_LIST.search(text, max(0, match.start() - 8), match.start())
        ):
            adjuncts = tuple(_times(match, start, end))  # "at 6 months (46% v 28%) and 12 months (58% v 40%)"
        elif match["duration"]:
            atoms = tuple(_durations(match[0], start, end))
        elif match["rate"]:
            value = next(filter(None, map(match.group, _RATES)), None) or _share(match)
            if not value:
                continue
            value = _WORDS.get(value.lower(), value.replace("·", "."))
            atoms = (Atom("#", start, end, f"{value}%"),)
            if heads := match["heads"] or match["heads2"]:
                atoms += (Atom("p", end, end, heads.strip()),)
        yield Found(Stretch(start, end, atoms), adjuncts)


def _share(match: re.Match[str]) -> str:
    """The percentage of "12 of 20"; empty where the whole is too small for one."""
    count, total = count_of(match["share"]), int(match["all"])
    if not 0 < count <= total or total < _FEW:
        return ""
    return f"{(Decimal(100 * count) / total).quantize(Decimal('0.1')):f}".removesuffix(".0")


def count_of(text: str) -> int:
    """The number that a numeral or its word stands for."""
    return int(_WORDS.get(text.lower(), text))


_FEW = 10
"""Patients of whom a share in percent would say more than was seen."""
_NEXT_IN_LIST = re.compile(r"\)[,;]?\s(?:and\s)?$")


def _matches(text: str) -> Iterator[re.Match[str]]:
    at = 0
    for start in _START.finditer(text):
        word = start["word"]
        if start.start() < at or (word and word not in _STARTS and word.lower() not in _NUMERALS):
            continue
        if match := _QUANTITY.match(text, start.start()):
            at = match.end()
            yield match


def _p_value(match: re.Match[str], start: int, end: int) -> Adjunct:
    if match["ns"]:
        return Adjunct("insignificant", start, end)
    value = Decimal(match["p_value"].replace("·", "."))
    sign = (match["p_op"] or "").strip()
    sign = next((plain for plain, ways in _SIGNS.items() if sign.startswith(ways)), "=") + "=" * (
        sign[1:].strip() == "="
    )
    below = value <= Decimal("0.05") if sign in ("<", "<=") else value < Decimal("0.05") and sign == "="
    return Adjunct("significant" if below else "insignificant", start, end, sign, (value,))


_SIGNS = {"<=": ("≤", "⩽"), ">=": ("≥", "⩾"), "<": ("<", "&lt;"), ">": (">", "&gt;")}
_RATES = ("rate1", "rate2", "rate3", "rate4", "rate5", "rate6", "rate7")
_NUMBERS = re.compile(rf"\b{_COUNT}(?:\b|(?=[a-z]))")
_UNITS = re.compile(r"(?:\b|(?<=\d))(month|year|week|day|mo|yr)s?\b")


def _times(match: re.Match[str], start: int, end: int) -> Iterator[Adjunct]:
    said = match[0]
    unit = _UNITS.search(said)
    assert unit is not None
    name = {"mo": "month", "yr": "year"}.get(unit[1], unit[1])
    bound = (match["bound_kind"] or match["bound_kind2"] or "").lower()
    for found in _NUMBERS.finditer(said):
        number = _WORDS.get(found[0].lower(), found[0].replace("·", "."))
        label = f"{number} {name}" if number == "1" else f"{number} {name}s"
        yield Adjunct("time", start + found.start(), end, f"{bound} {label}".lstrip())


def _durations(said: str, start: int, end: int) -> Iterator[Atom]:
    unit = _UNITS.search(said)
    assert unit is not None
    for found in re.finditer(_NUM, said[: unit.start()]):
        if start + found.start() > start and "," in said[: found.start()][-2:]:
            yield Atom(",", start + found.start(), start + found.start(), ",")
        elif found.start():
            yield Atom("&", start + found.start(), start + found.start(), "and")
        yield Atom("8", start + found.start(), end, f"{found[0]} {said[unit.start() :]}")


def duration(text: str) -> tuple[Decimal, str]:
    """Value and unit of a duration atom: ``12.5 months``."""
    number, unit = text.split(maxsplit=1)
    unit = {"mo": "months", "month": "months", "yr": "years", "yrs": "years", "year": "years"}.get(unit, unit)
    return Decimal(number.replace("·", ".")), unit if unit.endswith("s") else unit + "s"


_VALUES_ASIDE = re.compile(r"\((?:i'*)?(?P<values>[#,V&;:|'zt]*)(?:l'?p)?\)")
_PARTS = frozenset(("complete", "partial", "minor", "major", "minimal"))
""" "A major cytogenetic response in 75% (complete, 60%)": the 60% are no other rate of the same thing."""
_INNER = re.compile(r"\([z,;']*\)(?=[^()]*\))|(?:(?<=Q)|(?<=Qz))\([Gzixlbw'|,]*[Gz]\)(?=[xiw&,#]|zx)")
""" "(46%; 1.5 [1.1-2.2])", "MMR (BCR-ABL1 IS <= 0.1%) was 43%"."""


def _of_any_grade(inside: Sequence[Atom], grades: Sequence[int]) -> list[Atom]:
    """The rates in brackets; of "(84%; grade 3, 9%)" that of any grade."""
    found = [atom for atom in inside if atom.symbol == "#"]
    if len(found) > 1 and any(found[0].end < grade < found[-1].start for grade in grades):
        return found[:1]
    return found


_PAIRS = re.compile(r"'*#V#(?:[,;&z]{1,5}#V#)+[,;z]*")
""" "(8% vs 4%; 17% vs 5%; and 23% vs 12%, respectively)"."""


def _asides(rates: Sequence[Atom], start: int, end: int, *, in_pairs: bool) -> Iterator[Adjunct]:
    """The rates of a bracket, pairs apart; start and end are the bracket's."""
    size = 2 if in_pairs else len(rates)
    for first in range(0, len(rates), size):
        own = rates[first : first + size]
        values = tuple(Decimal(atom.text.rstrip("% \u00a0\u202f")) for atom in own)
        ends = (own[0].start, own[-1].end) if in_pairs else (start, end)
        yield Adjunct("values", *ends, "", values, tuple((atom.start, atom.end) for atom in own))


def set_aside(row: Sequence[Atom], adjuncts: list[Adjunct], grades: Sequence[int] = ()) -> list[Atom]:
    """The row without brackets that hold nothing but rates, which become adjuncts, or nothing at all.

    ``grades``: where the sentence names the grade of an event.
    """
    text = "".join([atom.symbol for atom in row])
    for inner in reversed([*_INNER.finditer(text)]):
        row = [*row[: inner.start()], *row[inner.end() :]]
        text = text[: inner.start()] + text[inner.end() :]
    kept: list[Atom] = []
    at = 0
    for match in _VALUES_ASIDE.finditer(text):
        inside = row[match.start() + 1 : match.end() - 1]
        start, end = row[match.start()].start, row[match.end() - 1].end
        found = _of_any_grade(inside, grades)
        rates = bool(found)
        emptied = not inside or any(start <= adjunct.start < end for adjunct in adjuncts)
        if any(atom.text.lower() in _PARTS for atom in inside):
            continue
        if (not rates and not emptied) or sum(atom.symbol == "z" for atom in inside) > 5:
            continue
        of_grade = bool(found) and any(start < grade < found[0].start for grade in grades)
        if rates and not (of_grade and text[match.start() - 1 : match.start()] == "#"):  # "84% (grade 3, 9%)"
            adjuncts += _asides(found, start, end, in_pairs=bool(_PAIRS.fullmatch(match["values"])))
        kept += row[at : match.start()]
        at = match.end()
    return kept + list(row[at:])
