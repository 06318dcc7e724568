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
_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        start=1,
    )
}
_COUNT = rf"(?:{_NUM}|{'|'.join(_WORDS)})"
_UNIT = r"(?:months?|years?|weeks?|days?|mo\b|yrs?\b)"
_OPERATOR = r"(?:[<>≤≥⩽⩾=]|&[lg]t;)\s?=?\s?"
_FOLLOW_UP = (
    rf"(?:duration of |time of )?(?:follow-?\s?up|observation)(?: time| period| duration)?"
    rf"(?: was| of|,|:)?(?: a)?\s(?:{_COUNT}[ -]{_UNIT})"
)
_QUANTITY = re.compile(
    # Statistics, which no claim is made of: confidence intervals, ratios, ranges.
    rf"(?P<p>\b[Pp](?:[ -]?[Vv]alues?)?\s?(?P<p_op>{_OPERATOR}|was |of |is )?(?P<p_value>0?[.·]\d{{1,6}}|1[.·]0+)"
    rf"|\b[Pp]\s?=\s?(?P<ns>NS|n\.?s\.?)\b)"
    rf"|(?P<drop>\b9[059]\s?%?\s?(?:CI|confidence intervals?)(?:\s?[\[(]CI[\])])?"
    rf"\s?[:,;=]?\s?(?:of )?[\[(]?-?{_NUM}\s?%?(?:\s?(?:to|[-–—,;])\s?-?{_NUM}\s?%?)?[\])]?"
    rf"|\b(?:hazard ratio|odds ratio|relative risk|risk ratio|HR|OR|RR|SHR|aHR)(?:\s?[\[(](?:HR|OR|RR|SHR|aHR)[\])])?"
    rf"(?:,|:| of| was)?\s?=?\s?{_NUM}|{_OPERATOR}{_COUNT}[ -]?{_UNIT}"
    rf"|\b(?:range|IQR|interquartile range)[:,]?\s?(?:of )?[<>]?{_NUM}(?:\s?%)?(?:\s?(?:to|[-–—])\s?{_NUM}\+?\s?%?)?(?:[ -]{_UNIT})?"
    rf"|\(\s?[nN]\s?=\s?\d+\s?\)|\b[nN]\s?=\s?\d+)"
    # A time: "at 12 months", "by month 12", "12-month", "after a median follow-up of 24 months".
    rf"|(?P<median>\b(?:(?i:at|with|after|over|by)\s)?(?:(?:a|the)\s)?[Mm]edian\s(?:{_FOLLOW_UP}|of {_COUNT}[ -]{_UNIT}(?=\s(?:of\s)?follow))"
    rf"(?:\s(?:of\s)?follow-?up)?)"
    rf"|(?P<minimum>\b(?:(?i:at|with|after)\s)(?:a\s)?minimum\s{_FOLLOW_UP})"
    rf"|(?P<at>\b(?:[Aa]t|[Bb]y|[Aa]fter|[Ww]ithin)\s(?:the\s)?"
    rf"(?:{_COUNT}(?:,\s{_COUNT})*(?:,?\s(?:and|or)\s{_COUNT})?[ -]{_UNIT}(?:\sof\s(?:treatment|therapy|follow-?up))?"
    rf"|(?:months?|weeks?|years?|days?)\s{_NUM}(?:,\s{_NUM})*(?:,?\s(?:and|or)\s{_NUM})?))(?!\s?(?:old|of age))"
    rf"|(?P<adjective>\b{_COUNT}(?:,\s{_COUNT}-?)?(?:-?,?\s(?:and|or)\s{_COUNT})?-(?:month|year|week|day)\b)(?!-old|-interval)"
    # Rates that are bounds or ranges say no one value.
    rf"|(?P<bound>(?:{_OPERATOR}|\b(?:more than|less than|greater than|lower than|over|up to|at least|below|above|under)\s)"
    rf"{_NUM}\s?%|\b{_NUM}\s?%?\s?(?:to|[-–—])\s?{_NUM}\s?%)"
    # Rates, alone or with their counts.
    rf"|(?P<counted>\b\d+\s?(?:/|of|out of|of the)\s?\d+\s(?P<heads>(?:[a-z]+\s)?(?:patients|cases|individuals|subjects)\s)?"
    rf"[\[(]\s?(?P<counted_rate>{_NUM})\s?%\s?[)\]])"
    rf"|(?P<heads_rate>\b(?:{_COUNT})\s(?P<heads2>(?:[a-z]+\s)?(?:patients|cases|individuals|subjects)\s)\(\s?(?P<rate2>{_NUM})\s?%\s?\))"
    rf"|(?P<few>\b\d+\s\((?P<rate3>{_NUM})\s?%\s?\))"
    rf"|(?P<rate>(?<![\w.,]){_NUM})(?:\s?%(?P<over>\s?[\[(]\s?\d+\s?(?:/|of)\s?\d+(?:\spatients)?\s?[)\]])?"
    rf"|(?=,?\s(?:and|v|vs\.?|versus)\s{_NUM}\s?%))"
    rf"|(?P<duration>(?<![\w.,-]){_NUM})\s(?P<duration_unit>{_UNIT})(?!\s(?:old|of age|of))"
)
_START = re.compile(
    r"(?<![\w.,])\d|[<>≤≥⩽⩾=&(]|\b(?:[Pp]|[Aa]t|[Bb]y|[Aa]fter|[Ww]ith(?:in)?|[Mm]edian|[Oo]ver|hazard|odds"
    r"|relative|risk|[HOR]R|aHR|SHR|range|IQR|interquartile|[nN]|more|less|greater|lower|up|below|above|under|a|the"
    rf"|{'|'.join(_WORDS)})\b"
)
"""Where a quantity may begin; looking only there is several times faster."""
_DIGIT = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)[ -](?:month|year)")


@dataclass(frozen=True, slots=True)
class Adjunct:
    """What is said beside the row: a time, a p-value, or rates in brackets."""

    kind: Literal["time", "significant", "insignificant", "values"]
    start: int
    end: int
    label: str = ""
    """Of a time: ``12 months``, ``median 24 months``."""
    values: tuple[Decimal, ...] = ()


class Found(NamedTuple):
    """What takes the place of a stretch of the sentence in the row, and what is said beside it."""

    stretch: Stretch
    adjuncts: tuple[Adjunct, ...] = ()


def find(text: str, offset: int) -> Iterator[Found]:
    """The quantities of a sentence, left to right; offsets count from the record's text."""
    if not _DIGIT.search(text):
        return
    for match in _matches(text):
        start, end = match.start() + offset, match.end() + offset
        atoms: tuple[Atom, ...] = ()
        adjuncts: tuple[Adjunct, ...] = ()
        if match["p"]:
            adjuncts = (Adjunct(_significance(match), start, end),)
        elif match["median"] or match["at"] or match["adjective"]:
            adjuncts = tuple(_times(match, start, end))
        elif match["bound"]:
            atoms = (Atom("z", start, end, match[0]),)
        elif match["duration"]:
            atoms = (Atom("8", start, end, match[0]),)
        elif not (match["drop"] or match["minimum"]):
            heads = match["heads"] or match["heads2"]
            value = match["counted_rate"] or match["rate2"] or match["rate3"] or match["rate"]
            atoms = (Atom("#", start, end, f"{value.replace('·', '.')}%"),)
            if heads:
                atoms += (Atom("p", end, end, heads.strip()),)
        yield Found(Stretch(start, end, atoms), adjuncts)


def _matches(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while start := _START.search(text, at):
        match = _QUANTITY.match(text, start.start())
        at = match.end() if match and match.end() > start.start() else start.end()
        if match:
            yield match


def _significance(match: re.Match[str]) -> Literal["significant", "insignificant"]:
    if match["ns"]:
        return "insignificant"
    value = Decimal(match["p_value"].replace("·", "."))
    operator = (match["p_op"] or "=").strip()
    if operator in (">", "≥", "⩾", "&gt;"):
        return "insignificant"
    if operator in ("<", "≤", "⩽", "&lt;"):
        return "significant" if value <= Decimal("0.05") else "insignificant"
    return "significant" if value < Decimal("0.05") else "insignificant"


_NUMBERS = re.compile(rf"\b{_COUNT}\b", re.IGNORECASE)
_UNITS = re.compile(r"(month|year|week|day|mo|yr)s?\b")


def _times(match: re.Match[str], start: int, end: int) -> Iterator[Adjunct]:
    said = match[0]
    unit = _UNITS.search(said)
    assert unit is not None
    name = {"mo": "month", "yr": "year"}.get(unit[1], unit[1])
    for found in _NUMBERS.finditer(said):
        number = _WORDS.get(found[0].lower(), found[0].replace("·", "."))
        plural = "" if number == "1" else "s"
        median = "median " if match["median"] else ""
        yield Adjunct("time", start + found.start(), end, f"{median}{number} {name}{plural}")


def duration(text: str) -> tuple[Decimal, str]:
    """Value and unit of a duration atom: ``12.5 months``."""
    number, unit = text.split(maxsplit=1)
    unit = {"mo": "months", "month": "months", "yr": "years", "yrs": "years", "year": "years"}.get(unit, unit)
    return Decimal(number.replace("·", ".")), unit if unit.endswith("s") else unit + "s"


_VALUES_ASIDE = re.compile(r"\((?:i'*)?(?P<values>[#,V&;|'z]*)(?:l'?p)?\)")
_INNER = re.compile(r"\([z,;']*\)(?=[^()]*\))")


def set_aside(row: Sequence[Atom], adjuncts: list[Adjunct]) -> list[Atom]:
    """The row without brackets that hold nothing but rates, which become adjuncts, or nothing at all."""
    text = "".join([atom.symbol for atom in row])
    for inner in reversed([*_INNER.finditer(text)]):  # "(46%; 1.5 [1.1-2.2])"
        row = [*row[: inner.start()], *row[inner.end() :]]
        text = text[: inner.start()] + text[inner.end() :]
    kept: list[Atom] = []
    at = 0
    for match in _VALUES_ASIDE.finditer(text):
        inside = row[match.start() + 1 : match.end() - 1]
        start, end = row[match.start()].start, row[match.end() - 1].end
        rates = tuple(Decimal(atom.text.rstrip("% \u00a0\u202f")) for atom in inside if atom.symbol == "#")
        emptied = any(start <= adjunct.start < end for adjunct in adjuncts)
        if (not rates and not emptied) or sum(atom.symbol == "z" for atom in inside) > 5:
            continue
        if rates:
            adjuncts.append(Adjunct("values", start, end, values=rates))
        kept += row[at : match.start()]
        at = match.end()
    return kept + list(row[at:])
