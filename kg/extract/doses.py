"""Doses, and the drug that each is tied to.

A dose is an amount with a unit of the lexicon and, where one follows, a frequency of the lexicon.
It belongs to a drug only where nothing but linking words ("at a dose of") stands between them, or
where it stands in a list of doses after such a one ("dasatinib 100 mg once daily or 70 mg twice daily").
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.model import Concept, Dose, Frequency, Mention, MentionType
from kg.terminology.lexicon import Cue
from kg.terminology.matcher import Match, loosen, lower
from kg.terminology.terms import Terms
from kg.text.fold import Folded

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?:\.\d{1,4})?"
_TIME = r"(?:d|day|wk|week|month)\b"
_MULTIPLE = re.compile(r"\d ?[x×] ?$")
_GIVEN = {MentionType.DRUG, MentionType.THERAPY}


class DoseGrammar:
    """The dose pattern, compiled from the lexicon's units and frequencies."""

    def __init__(self, terms: Terms) -> None:
        lexicon = terms.lexicon
        self._units = dict(lexicon.units)
        self._frequencies = {
            loosen(lower(spelling)): frequency for spelling, frequency in lexicon.frequencies
        }
        units, frequencies = _alternatives(self._units), _alternatives(self._frequencies)
        self._dose = re.compile(
            rf"(?<![\w.,/])(?P<also>{_NUMBER}(?:, | ?(?:or|and|/|to|-) ?))?(?<!\d,)(?P<amount>{_NUMBER})[ -]?"
            rf"(?P<unit>{units})(?!\w|[ -]?/(?! ?{_TIME})|[²^]| per (?!{_TIME}))"
            r"(?:,? ?(?:\([nN] ?= ?\d+\) ?)?(?:\(|orally |po |given |administered )?"
            rf"(?P<frequency>(?i:{frequencies}))(?![\w]))?"
        )
        links = _alternatives(lexicon.dose_links)
        self._link = re.compile(rf"[\s,()]*(?:(?i:{links})[\s,(]+){{0,6}}")
        self._leading = re.compile(rf"(?<!\w)(?P<frequency>(?i:{frequencies}))[\s-]+$")
        self._between_doses = re.compile(
            r"[\s,(;)]*(?:(?:or|and|vs\.?|versus|to|then|followed by)[\s(]+)?(?:at )?"
        )

    def find(
        self, folded: Folded, text: str, mentions: Sequence[Mention], levels: Sequence[Match[Cue]]
    ) -> list[Mention]:
        """Dose mentions in order; ``levels`` are the cues that say a level ("high-dose")."""
        found: list[tuple[int, int, Dose]] = []
        for match in self._dose.finditer(folded.text):
            unit = self._units[match["unit"]]
            frequency = self._frequencies[loosen(lower(match["frequency"]))] if match["frequency"] else None
            if _MULTIPLE.search(folded.text, max(0, match.start() - 6), match.start()):
                continue  # "2 x 500 mg" is no 500 mg
            if match["also"] and re.search(r"to|-", match["also"]):
                continue  # a range is no single amount
            if match["also"]:
                number = re.match(_NUMBER, match["also"])
                assert number is not None
                start = match.start("also")
                found.append((start, start + number.end(), _dose(number[0], unit, frequency)))
            found.append((match.start("amount"), match.end(), _dose(match["amount"], unit, frequency)))
        spans = [
            (*folded.span(start, end), dose) for start, end, dose in _shared_frequency(found, folded.text)
        ]
        spans += [(cue.start, cue.end, Dose(None, "", level=cue.value.direction)) for cue in levels]
        return self._tie(sorted(spans, key=lambda span: span[:2]), text, mentions)

    def _tie(
        self, doses: list[tuple[int, int, Dose]], text: str, mentions: Sequence[Mention]
    ) -> list[Mention]:
        drugs = [mention for mention in mentions if mention.type in _GIVEN]
        tied: list[Mention] = []
        for start, end, dose in doses:
            drug = self._before(start, text, drugs, tied) if dose.amount is not None else None
            drug = drug or self._after(end, text, drugs)
            if drug is not None and dose.frequency is None and dose.amount is not None:
                dose = self._led(dose, start, text, drugs)
            tied.append(Mention(start, end, text[start:end], MentionType.DOSE, dose=replace(dose, drug=drug)))
        return tied

    def _led(self, dose: Dose, start: int, text: str, drugs: list[Mention]) -> Dose:
        """ "Once-daily bosutinib 500 mg": the frequency stands before the drug."""
        drug = next((drug for drug in reversed(drugs) if drug.end <= start), None)
        match = self._leading.search(text, max(0, drug.start - 20), drug.start) if drug else None
        if match is None or drug is None or not self._link.fullmatch(text[drug.end : start]):
            return dose
        return replace(dose, frequency=self._frequencies[loosen(lower(match["frequency"]))])

    def _before(self, start: int, text: str, drugs: list[Mention], doses: list[Mention]) -> Concept | None:
        previous = next((drug for drug in reversed(drugs) if drug.end <= start), None)
        if doses and doses[-1].dose is not None and (previous is None or doses[-1].start >= previous.end):
            gap = text[doses[-1].end : start]
            return doses[-1].dose.drug if self._between_doses.fullmatch(gap) else None
        if previous is not None and self._link.fullmatch(text[previous.end : start]):
            return previous.concept
        return None

    def _after(self, end: int, text: str, drugs: list[Mention]) -> Concept | None:
        following = next((drug for drug in drugs if drug.start >= end), None)
        if following is not None and re.fullmatch(
            r"\)?[\s-]+(?:(?:dose )?of )?(?:oral )?", text[end : following.start]
        ):
            return following.concept
        return None


def _dose(amount: str, unit: str, frequency: Frequency | None) -> Dose:
    return Dose(Decimal(amount.replace(",", "")), unit, frequency)


_SAME_FREQUENCY = re.compile(
    r",? ?(?:\([nN] ?= ?\d+\) ?)?(?:or|and|versus|vs\.?|v) (?:to )?(?:[A-Za-z-]{5,20} )?(?:at )?"
)


def _shared_frequency(doses: list[tuple[int, int, Dose]], text: str) -> list[tuple[int, int, Dose]]:
    """ "300 mg or 400 mg twice daily", "X 100 mg or Y 400 mg once daily": the frequency holds for both."""
    shared: list[tuple[int, int, Dose]] = []
    following: tuple[int, int, Dose] | None = None
    for start, end, dose in reversed(doses):
        if (
            dose.frequency is None
            and following is not None
            and following[2].frequency is not None
            and dose.unit == following[2].unit
            and _SAME_FREQUENCY.fullmatch(text, end, following[0])
        ):
            dose = replace(dose, frequency=following[2].frequency)
        following = (start, end, dose)
        shared.append(following)
    return shared[::-1]


def _alternatives(phrases: Sequence[str] | dict[str, str] | dict[str, Frequency]) -> str:
    return "|".join(
        re.escape(phrase).replace(r"\ ", r"[ -]") for phrase in sorted(phrases, key=lambda p: (-len(p), p))
    )
