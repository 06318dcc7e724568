"""Doses, and the drug that each is tied to.

A dose is an amount, or a range of amounts, with a unit of the lexicon and, where one follows, a frequency
of the lexicon; the route and the days of a cycle are kept where they stand beside it. It belongs to a drug
only where nothing but linking words ("at a dose of") stands between them, or where it stands in a list of
doses after such a one ("dasatinib 100 mg once daily or 70 mg twice daily").
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.model import Concept, Dose, Mention, MentionType
from kg.terminology.lexicon import Cue
from kg.terminology.matcher import Match, loosen, lower
from kg.terminology.terms import Terms
from kg.text.fold import Folded

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?:\.\d{1,4})?"
_TIME = r"(?:d|day|wk|week|month)\b"
_MULTIPLE = re.compile(r"\d ?[x×] ?$")
_GIVEN = {MentionType.DRUG, MentionType.THERAPY}
_FROM = re.compile(r"\bfrom (?:a (?:daily |starting )?dose of )?$")
_CYCLE = r"(?: (?:every|of (?:each|every|a)) (?:\d{1,2}[- ])?(?:days?|weeks?|months?)(?:[- ]cycles?)?)"
_SCHEDULE = re.compile(
    r"[ ,]{0,2}(?:given |administered )?\(?(?:on )?"
    rf"(?P<schedule>days? \d{{1,2}}(?: ?(?:-|to|through|and) ?\d{{1,2}})?{_CYCLE}?"
    rf"|for \d{{1,3}} (?:consecutive )?(?:days?|weeks?|months?)\b(?! of\b){_CYCLE}?"
    r"|\d{1,2} (?:days?|weeks?) on(?:,? (?:and|followed by) |/| ?, ?)\d{1,2} (?:days?|weeks?) off)",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|from)\b")
_AFTER = re.compile(r"\)?[\s-]+(?:(?:dose )?of )?(?:oral )?")


class DoseGrammar:
    """The dose pattern, compiled from the lexicon's units, frequencies and routes."""

    def __init__(self, terms: Terms) -> None:
        lexicon = terms.lexicon
        self._units = dict(lexicon.units)
        self._frequencies = {
            loosen(lower(spelling)): frequency for spelling, frequency in lexicon.frequencies
        }
        self._routes = {loosen(lower(spelling)): route for spelling, route in lexicon.routes}
        units, frequencies = _alternatives(self._units), _alternatives(self._frequencies)
        routes = _alternatives(self._routes)
        given = rf"(?:(?i:{routes}|given|administered|taken|as a single dose)[ ,]+)"
        self._dose = re.compile(
            rf"(?<![\w.,/^])(?<!10\()(?P<also>{_NUMBER}(?P<join>, | ?(?:or|and|/|to|-) ?))?"
            rf"(?<!\d,)(?P<amount>{_NUMBER})[ -]?"
            rf"(?P<unit>{units})(?!\w|[ -]?/(?! ?{_TIME}|daily)|[²^]| per (?!{_TIME}))"
            rf"(?:,? ?(?:\([nN] ?= ?\d+\) ?)?\(?{given}{{0,2}}(?P<frequency>(?i:{frequencies}))(?![\w]))?"
        )
        self._route = re.compile(rf"[ ,(]{{0,2}}(?:given |administered )?(?P<route>(?i:{routes}))(?!\w)")
        self._route_before = re.compile(rf"(?<!\w)(?P<route>(?i:{routes})) $")
        links = _alternatives(lexicon.dose_links)
        self._link = re.compile(rf"[\s,()-]*(?:(?i:{links})[\s,(]+){{0,7}}")
        self._leading = re.compile(
            rf"(?<!\w)(?P<frequency>(?i:{frequencies}))[\s-]+(?:(?:oral )?doses? of )?(?:up to )?$"
        )
        self._trailing = re.compile(rf"[\s,]+(?P<frequency>(?i:{frequencies}))(?![\w])")
        self._between_doses = re.compile(
            rf"[\s,(;)]*(?:(?i:or|and|vs\.?|versus|followed by|{links})[\s,(]+){{0,7}}"
        )

    def find(
        self, folded: Folded, text: str, mentions: Sequence[Mention], levels: Sequence[Match[Cue]]
    ) -> list[Mention]:
        """Dose mentions in order; ``levels`` are the cues that say a level ("high-dose")."""
        found: list[tuple[int, int, Dose]] = []
        for match in self._dose.finditer(folded.text):
            if _MULTIPLE.search(folded.text, max(0, match.start() - 6), match.start()):
                continue  # "2 x 500 mg" is no 500 mg
            found += self._amounts(match, self._described(match))
        spans = [
            (*folded.span(start, end), dose) for start, end, dose in _shared_frequency(found, folded.text)
        ]
        spans += [(cue.start, cue.end, Dose(None, "", level=cue.value.direction)) for cue in levels]
        return self._tie(sorted(spans, key=lambda span: span[:2]), text, mentions)

    def _described(self, match: re.Match[str]) -> Dose:
        """The dose but for its amount: unit, frequency, route and schedule."""
        text = match.string
        frequency = self._frequencies[loosen(lower(match["frequency"]))] if match["frequency"] else None
        behind = self._route.match(text, match.end())
        end = behind.end() if behind else match.end()
        route = self._route.match(text, match.end("unit")) or behind
        schedule = _SCHEDULE.match(text, end)
        return Dose(
            None,
            self._units[match["unit"]],
            frequency,
            route=self._routes[loosen(lower(route["route"]))] if route else "",
            schedule=" ".join(schedule["schedule"].lower().split()) if schedule else "",
        )

    def _amounts(self, match: re.Match[str], dose: Dose) -> Iterable[tuple[int, int, Dose]]:
        """ "400 or 600 mg", "from 400 to 600 mg": two doses; "400-600 mg": a range."""
        amount, end = _decimal(match["amount"]), match.end()
        if not match["also"]:
            return [(match.start("amount"), end, replace(dose, amount=amount))]
        start = match.start("also")
        number = match["also"].removesuffix(match["join"])
        first = replace(dose, amount=_decimal(number))
        is_range = match["join"].strip() in ("to", "-") and not _FROM.search(
            match.string, max(0, start - 30), start
        )
        if is_range:
            rises = first.amount is not None and first.amount < amount
            return [(start, end, replace(first, upto=amount))] if rises else []
        return [
            (start, start + len(number), first),
            (match.start("amount"), end, replace(dose, amount=amount)),
        ]

    def _tie(
        self, doses: list[tuple[int, int, Dose]], text: str, mentions: Sequence[Mention]
    ) -> list[Mention]:
        drugs = [mention for mention in mentions if mention.type in _GIVEN]
        tied: list[Mention] = []
        for start, end, dose in doses:
            after = self._after(end, text, drugs)
            drug = self._before(start, text, drugs, tied, after) if dose.amount is not None else None
            drug = drug or (after.concept if after else None)
            if drug is not None and dose.amount is not None:
                dose = self._completed(dose, start, text, drugs, after)
            tied.append(Mention(start, end, text[start:end], MentionType.DOSE, dose=replace(dose, drug=drug)))
        return tied

    def _completed(
        self, dose: Dose, start: int, text: str, drugs: list[Mention], after: Mention | None
    ) -> Dose:
        """What is said before the drug or behind it: "once-daily X 500 mg", "400 mg of X daily"."""
        before = next((drug for drug in reversed(drugs) if drug.end <= start), None)
        linked = before is not None and bool(self._link.fullmatch(text, before.end, start))
        if dose.frequency is None:
            said = self._leading.search(text, max(0, start - 34), start)
            if said is None and before is not None and linked:
                said = self._leading.search(text, max(0, before.start - 20), before.start)
            if said is None and after is not None:
                said = self._trailing.match(text, after.end)
            if said is not None:
                dose = replace(dose, frequency=self._frequencies[loosen(lower(said["frequency"]))])
        if not dose.route and before is not None and linked:
            said = self._route_before.search(text, max(0, before.start - 20), before.start)
            dose = replace(dose, route=self._routes[loosen(lower(said["route"]))]) if said else dose
        return dose

    def _before(
        self, start: int, text: str, drugs: list[Mention], doses: list[Mention], after: Mention | None
    ) -> Concept | None:
        previous = next((drug for drug in reversed(drugs) if drug.end <= start), None)
        if doses and doses[-1].dose is not None and (previous is None or doses[-1].start >= previous.end):
            between = self._between_doses.fullmatch(text, doses[-1].end, start)
            return doses[-1].dose.drug if between and after is None else None
        if previous is None or not self._link.fullmatch(text, previous.end, start):
            return None
        if after is not None and _TO.search(text, previous.end, start):
            return None  # "from X to 100 mg of Y"
        return previous.concept

    def _after(self, end: int, text: str, drugs: list[Mention]) -> Mention | None:
        following = next((drug for drug in drugs if drug.start >= end), None)
        return following if following and _AFTER.fullmatch(text, end, following.start) else None


def _decimal(amount: str) -> Decimal:
    return Decimal(amount.replace(",", ""))


_SAME_FREQUENCY = re.compile(
    r",? ?(?:\([nN] ?= ?\d+\) ?)?(?:or|and|to|versus|vs\.?|v) (?:to )?(?:[A-Za-z-]{5,20} )?(?:at )?"
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


def _alternatives(phrases: Iterable[str]) -> str:
    return "|".join(
        re.escape(phrase).replace(r"\ ", r"[ -]") for phrase in sorted(phrases, key=lambda p: (-len(p), p))
    )
