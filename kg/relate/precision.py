"""How precise a number is, read from around it: counts, confidence interval, p-value, hazard ratio.

Only claims that were found are looked at; what does not fit the number (12/26 beside 90%) is not its own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.model import Precision, Sentence
from kg.relate.quantities import Adjunct, count_of

_NUM = r"\d{1,5}(?:[.·]\d{1,3})?"
_UNIT = r"(?:\s?(?:%|per\s?cent\b|(?:months?|years?|weeks?|days?|mo|yrs?)\b))?"
_NUMBER = re.compile(rf"(?<![\d.·]){_NUM}(?![\d.·]\d)")
_MEASURED = re.compile(_UNIT.removesuffix("?"))
_OF = r"\s?(?:/|out of(?: the)?|of(?: the)?)\s?"
_COUNTS_AHEAD = re.compile(
    rf"(?<![\d.,])(?P<count>\d{{1,4}})(?:{_OF}(?P<total>\d{{1,4}}))?(?:\s[A-Za-z-]+){{0,3}}\s?[\[(]\s?$"
)
_COUNTS_BEHIND = re.compile(
    rf"(?:{_UNIT}\s?[\[(,;]?\s?(?:[nN]\s?=\s?)?|{_UNIT}\s?[\[(])(?P<count>\d{{1,4}}){_OF}(?P<total>\d{{1,4}})"
    r"(?:\s(?:patients|pts|cases|subjects|individuals))?(?=\s?[)\],;])"
)
_SHARE = re.compile(rf"(?P<count>\d{{1,4}}|[A-Za-z]+){_OF}(?P<total>\d{{2,4}})")
""" "12 of 20", where the percentage is not said."""
_COUNT_BEHIND = re.compile(rf"{_UNIT}\s?[\[(]\s?[nN]\s?=\s?(?P<count>\d{{1,4}})\s?(?=[)\],;])")
_CI = r"(?:CIs?|(?:C|c)onfidence (?:I|i)ntervals?)"
_LEVEL = rf"(?P<level>[89]\d(?:\.\d)?)\s?(?:%|per\s?cent)?[\s-]?(?:two-sided )?{_CI}"
_NAMED = re.compile(_LEVEL)
_LIMITS = rf"(?P<low>-?{_NUM})\s?%?\s?(?:to|and|[-–—−,;])\s?(?P<high>{_NUM})"
_INTERVAL = re.compile(
    rf"{_UNIT}\s?(?:[\[(,;]|with an?)?\s?(?:{_LEVEL}|{_CI})(?:\s?[\[(]CI[)\]])?"
    rf"\s?[:,;=]?\s?(?:of )?[\[(]?\s?{_LIMITS}"
)
_BARE_INTERVAL = re.compile(rf"{_UNIT}\s?[\[(]\s?{_LIMITS}\s?%?\s?[)\]]")


def of_value(
    sentence: Sentence, place: tuple[int, int], value: Decimal, unit: str, adjuncts: Sequence[Adjunct] = ()
) -> Precision | None:
    """What is said of a value at a place of the record's text; a p-value only where adjuncts are given."""
    text, at, end = sentence.text, place[0] - sentence.start, place[1] - sentence.start
    places = [said.span() for said in _NUMBER.finditer(text, at, end) if _number(said[0]) == value]
    found = _p_value(adjuncts)
    if not places and (share := _SHARE.fullmatch(text, at, end)):
        return replace(found, count=count_of(share["count"]), total=int(share["total"]))
    if places:
        first, last = next((said for said in places if _MEASURED.match(text, said[1])), places[-1])
        count, total = _counts(text, first, last, value) if unit == "%" else (None, None)
        low, high, level = _interval(text, last, value)
        found = replace(found, count=count, total=total, low=low, high=high, level=level)
    return found if found != Precision() else None


def of_difference(sentence: Sentence, adjuncts: Sequence[Adjunct]) -> Precision | None:
    """The only p-value and the only hazard ratio of a clause, with the interval of the latter."""
    found = _p_value(adjuncts)
    ratios = [adjunct for adjunct in adjuncts if adjunct.kind == "hazard"]
    if len(ratios) == 1:
        ratio = ratios[0].values[0]
        low, high, level = _interval(sentence.text, ratios[0].end - sentence.start, ratio)
        found = replace(found, low=low, high=high, level=level, hazard_ratio=ratio)
    return found if found != Precision() else None


def _p_value(adjuncts: Sequence[Adjunct]) -> Precision:
    said = {(a.label, a.values[0]) for a in adjuncts if a.kind.endswith("significant") and a.values}
    if len(said) != 1:
        return Precision()
    ((sign, value),) = said
    return Precision(p_value=value, p_relation=sign)


def _counts(text: str, first: int, last: int, value: Decimal) -> tuple[int | None, int | None]:
    for match in (
        _COUNTS_AHEAD.search(text, max(0, first - 70), first),
        _COUNTS_BEHIND.match(text, last),
        _COUNT_BEHIND.match(text, last),
    ):
        if match is None:
            continue
        count, total = int(match["count"]), match.groupdict().get("total")
        if total is None:
            return count, None
        if 0 < int(total) >= count and abs(Decimal(100 * count) / int(total) - value) <= 1:
            return count, int(total)
    return None, None


def _interval(text: str, last: int, value: Decimal) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if counted := _COUNTS_BEHIND.match(text, last):
        last = counted.end()
        last += text[last : last + 1] in (")", "]")
    named = _NAMED.search(text)
    match = _INTERVAL.match(text, last) or (_BARE_INTERVAL.match(text, last) if named else None)
    if match is None:
        return None, None, None
    low, high = _number(match["low"]), _number(match["high"])
    if not low <= value <= high:
        return None, None, None
    level = match.groupdict().get("level") or (named["level"] if named else None)
    return low, high, Decimal(level) if level else None


def _number(text: str) -> Decimal:
    return Decimal(text.replace("·", "."))
