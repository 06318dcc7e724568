"""Stretches of the text, and the mentions and doses that they hold."""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.mapping.sheet import Sheet, canonical
from kg.graph.vocab import CML, DCTERMS, OA, SKOS
from kg.model import Dose, Mention

CONTEXT = 32
"""Code points on either side that help to find a quote again when offsets have moved."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Points into one text."""

    sheet: Sheet
    text: NamedNode
    string: str

    def span(self, start: int, end: int, exact: str | None = None) -> NamedNode:
        """The stretch; ``exact`` is what the reading says that it holds (default: what it does hold)."""
        sheet = self.sheet
        span = sheet.node("span", self.text.value, start, end)
        if sheet.opens(span, OA.SpecificResource):
            selector = sheet.node("selector", self.text.value, start, end)
            sheet.opens(selector, OA.TextPositionSelector, OA.TextQuoteSelector)
            sheet.say(span, OA.hasSource, self.text)
            sheet.say(span, OA.hasSelector, selector)
            sheet.say(selector, OA.start, start)
            sheet.say(selector, OA.end, end)
            # Literal, because an empty one is stated too: at the start of the text, for a gap.
            sheet.say(selector, OA.exact, Literal(self.string[start:end] if exact is None else exact))
            sheet.say(selector, OA["prefix"], Literal(self.string[max(0, start - CONTEXT) : start]))
            sheet.say(selector, OA.suffix, Literal(self.string[end : end + CONTEXT]))
        return span

    def mention(self, mention: Mention) -> NamedNode:
        """The annotation of a stretch with a concept or a dose."""
        sheet = self.sheet
        body = dose(sheet, mention.dose) if mention.dose else None
        if mention.concept:
            body = sheet.concept(mention.concept)
        node = sheet.node(
            "mention", self.text.value, mention.start, mention.end, mention.type.value, body and body.value
        )
        if sheet.opens(node, CML.Mention):
            sheet.say(node, CML.mentionType, mention.type.value)
            sheet.say(node, OA.motivatedBy, OA.identifying)
            sheet.say(node, OA.hasTarget, self.span(mention.start, mention.end, mention.text))
            sheet.say(node, OA.hasBody, body)
            sheet.say(node, DCTERMS.isPartOf, sheet.article)
        return node


def dose(sheet: Sheet, dose: Dose) -> NamedNode:
    """The dose, which all articles share that state the same."""
    frequency = dose.frequency
    per_day = frequency.per_day if frequency else None
    upto = "" if dose.upto is None else canonical(dose.upto)
    said = (upto, dose.route, dose.schedule) if upto or dose.route or dose.schedule else ()
    node = sheet.node(
        "dose",
        None if dose.amount is None else canonical(dose.amount),
        dose.unit,
        frequency.label if frequency else "",
        None if per_day is None else canonical(per_day),
        dose.level,
        dose.drug.id if dose.drug else None,
        *said,
    )
    if sheet.opens(node, CML.Dose):
        sheet.say(node, SKOS.prefLabel, dose.label)
        sheet.say(node, CML.drug, dose.drug)
        sheet.say(node, CML.amount, dose.amount)
        sheet.say(node, CML.amountUpTo, dose.upto)
        sheet.say(node, CML.unit, dose.unit)
        sheet.say(node, CML.frequency, frequency.label if frequency else "")
        sheet.say(node, CML.timesPerDay, per_day)
        if dose.per_day is not None:
            sheet.say(node, CML.amountPerDay, dose.per_day)
            sheet.say(node, CML.amountPerDayUnit, f"{dose.unit}/d")
        sheet.say(node, CML.doseLevel, dose.level)
        sheet.say(node, CML.route, dose.route)
        sheet.say(node, CML.schedule, dose.schedule)
    return node
