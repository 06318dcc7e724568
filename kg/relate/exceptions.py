"""What a sentence takes out of what it says: contrasts, exceptions, and those who lack or only fear a thing.

A contrast ("unlike X", ", not by X") leaves the row: nothing is said of it. Who is excepted, negative or at
risk leaves an exclusion, behind which little is claimed.
"""

import re
from collections.abc import Callable, Sequence

from kg.relate.atoms import Atom, symbols

_HEAD = r"['znpwiltcGva]{0,6}"
_ITEM = r"[DKHMSR]d?[RsYJpz]{0,2}"
_LIST = rf"{_HEAD}{_ITEM}(?:(?:,{_HEAD}{_ITEM}){{0,9}},?[&|]{_HEAD}{_ITEM})?"
_CONTRASTED = re.compile(rf"(?P<open>,?)(?P<cue>k){_LIST}(?:(?P<close>,)|(?=[;B]|$))")
_NOT_THAT = re.compile(
    r"(?P<open>,)(?P<cue>N)[wbtli~]{0,2}['zG]{0,2}[DKHM](?:[&|]['z]?[DKHM])?(?:(?P<close>,)|(?=;|$))"
)
_RATHER_THAN = re.compile(r"^(?P<cue>N)[^,;BxFe]{1,8},")
_THAN = re.compile(r"(?P<cue>N)[wbtlic']{0,3}[DKHMAQ]")
_CONTRASTING = frozenset(("not", "rather than"))

_ALL_BUT = re.compile(r"['zN](?P<all>[^,;Bx]{0,4}[KRMYp])(?P<cue>B)'*[DKHMS]")
_ALL = frozenset(("all", "any", "every", "no", "most"))
_NEGATIVE = re.compile(r"(?:M|G(?=z[pSz]))(?P<cue>z)")
_PH_NEGATIVE = re.compile(r"(?P<cue>z)(?:zS|S)")
_LIKE = re.compile(r"(?P<cue>S)z")
_NAIVE = re.compile(r"[DKH]z")
_BEFORE = frozenset(
    ("naive", "na\N{LATIN SMALL LETTER I WITH DIAERESIS}ve", "pretreated", "experienced", "exposed")
)
_HAD = re.compile(r"zl(?P<cue>S)")
_NON = re.compile(r"(?P<cue>z)(?:[DKHMSRs]|zs)")
_LACKING = re.compile(r"(?:w(?P<cue>N)['zG]{0,2}|p(?:ux?(?P<cue2>N)[xz]{0,2}|(?P<cue3>N)z)[zt'w]{0,3})[MsS]")
_FEARED = re.compile(r"(?P<cue>[zk])l?['z]{0,2}(?:S|[DKH][sR])")
_FEAR = frozenset(
    ("risk", "suspected", "presumed", "preventing", "prevent", "prevention", "before", "outside")
)


_MARKS = frozenset(("negative", "non", "ph", "philadelphia", "like", "history", *_FEAR, *_BEFORE))
_MARKS |= {mark.capitalize() for mark in _MARKS}
"""Words without one of which nobody is told apart as negative, at risk or otherwise not meant."""


def without_exceptions(row: list[Atom]) -> list[Atom]:
    """The row without contrasts, and with an exclusion where something is excepted."""
    text = symbols(row)
    if "k" in text:
        row = _cut(row, _CONTRASTED, _contrasts)
    if "N" in text:
        row = _cut(row, _RATHER_THAN, lambda said: said[0].text.lower() == "rather than")
        row = _cut(row, _THAN, lambda said: said[0].text.lower() == "rather than")
        row = _cut(row, _NOT_THAT, lambda said: said[0].text.lower() in _CONTRASTING)
        row = _exclude(row, _LACKING, lambda _: True)
    if "B" in text:
        row = _all_but(row)
    if _MARKS.isdisjoint([atom.text for atom in row]):
        return row
    row = _exclude(row, _NEGATIVE, lambda said: said[0].text.lower() == "negative")
    row = _exclude(row, _NON, lambda said: said[0].text.lower() == "non" and said[1].start == said[0].end + 1)
    row = _exclude(row, _PH_NEGATIVE, _is_ph_negative)
    row = _exclude(row, _FEARED, lambda said: said[0].text.lower() in _FEAR)
    row = _exclude(row, _LIKE, lambda said: said[1].text.lower() == "like")
    return _forget(row)


def _contrasts(said: Sequence[Atom]) -> bool:
    return said[0].cue is not None and said[0].cue.direction == "contrast"


def _is_ph_negative(said: Sequence[Atom]) -> bool:
    """ "Ph-negative CML", and "Ph− CML", whose sign is no atom."""
    return said[0].text.lower() in ("ph", "philadelphia") and (
        said[1].text.lower() == "negative" or said[1].start - said[0].end > 1
    )


_Test = Callable[[Sequence[Atom]], bool]


def _cut(row: list[Atom], pattern: re.Pattern[str], holds: _Test) -> list[Atom]:
    """The row without what a pattern matches, where its cue holds."""
    text = symbols(row)
    for match in reversed([*pattern.finditer(text)]):
        if holds(row[match.start("cue") :]):
            row = [*row[: match.start()], *row[match.end() :]]
    return row


def _exclude(row: list[Atom], pattern: re.Pattern[str], holds: _Test) -> list[Atom]:
    """The row with an exclusion in the place of the cue of each match."""
    at = 0
    text = symbols(row)
    while match := pattern.search(text, at):
        cue = next(start for name, start in ((n, match.start(n)) for n in match.groupdict()) if start != -1)
        if holds(row[cue:]):
            row = [*row[:cue], row[cue]._replace(symbol="-", cue=None), *row[cue + 1 :]]
        at = match.start() + 1
    return row


def _forget(row: list[Atom]) -> list[Atom]:
    """The row without diseases of before ("a history of hepatitis"), and drugs of before ("X-naive")."""
    for match in _NAIVE.finditer(symbols(row)):
        if row[match.end() - 1].text.lower() in _BEFORE:
            at = match.start()
            row = [*row[:at], row[at]._replace(symbol="z", mention=None), *row[at + 1 :]]
    for match in _HAD.finditer(symbols(row)):
        if row[match.start()].text.lower() == "history":
            at = match.start("cue")
            row = [*row[:at], row[at]._replace(symbol="z", mention=None), *row[at + 1 :]]
    return row


def _all_but(row: list[Atom]) -> list[Atom]:
    """ "All inhibitors but X": the inhibitors, with an exclusion for X."""
    for match in _ALL_BUT.finditer(symbols(row)):
        cue = match.start("cue")
        if row[cue].text.lower() == "but" and {atom.text.lower() for atom in row[match.start() : cue]} & _ALL:
            row = [*row[:cue], row[cue]._replace(symbol="-", cue=None), *row[cue + 1 :]]
    return row
