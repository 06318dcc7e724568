"""What a drug does to a mutant: inhibits it or not, and at which concentration."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.model import Claim, ClaimKind, Mention, Sentence, Status
from kg.relate.chunks import Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.findings import predicative
from kg.relate.frame import Frame, Whom
from kg.relate.mutants import is_mutation, named

_MUTANT = r"(?:[MR]|(?<=G)O)"
""" "BCR-ABL T315I" is a gene and those who carry its mutation."""
_MUTANT_LIST = rf"(?P<mutants>{_MUTANT}(?:['zG,&|g(+]{{1,4}}{_MUTANT})*)"
_INHIBITED = re.compile(rf"['zG7&|l]{{0,10}}(?:(?<=G)\()?(?:O(?=[RM]))?{_MUTANT_LIST}")
_MUTANTS = re.compile(rf"[~i]['zG7&|]{{0,8}}(?:O(?=[RM]))?{_MUTANT_LIST}")
_BUT_NOT = re.compile(rf"N[~i]?['zG]{{0,3}}{_MUTANT_LIST}['z]{{0,2}}$")
EXCEPTS = re.compile(r"except|other than|excluding|with the exception", re.IGNORECASE)
_IC50 = re.compile(r"(?P<more>C['z]{0,2}|z)(?P<agent>I)(?P<measure>z)(?:l?(?P<amount>d))?")
_POTENCY = re.compile(r"\)?['zG]{0,4}[w(]['z]{0,2}(?P<measure>z)[l,x:]{0,2}z?(?P<amount>d)")
_HIGHER_IN = re.compile(
    r"'?(?P<agent>I)(?P<measure>z)z?xz{0,3}(?P<more>C)[il]['zwlG]{0,4}(?P<mutant>[MO])(?=['zG]{0,2}V)"
)
""" "X IC50 values were 10-fold higher in cells with E255K than in those without"."""
_RAISED = re.compile(r"'?(?P<mutant>M)['zG]{0,2}(?P<more>C)'?(?P<measure>z)[lI]?'?(?P<agent>I)")
""" "V299L increased the IC50 of X"."""
_MOLAR = {"nmol/L": "nM", "umol/L": "uM"}
_CONCENTRATION = re.compile(r"ml'?z?(?P<agent>I)z?$")
_FOUND = frozenset(("shown", "found", "known", "able", "proven", "reported", "demonstrated", "seen"))
_FLIPPED = {"resistant": "sensitive", "sensitive": "resistant"}


def inhibiting(frame: Frame) -> Iterator[Claim]:
    """ "X inhibits T315I", "X inhibited the growth of cells expressing T315I"."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    match = _INHIBITED.match(frame.clause.text, frame.at + 1)
    if cue is not None and match is not None and not _is_purpose(frame):
        yield from _active(frame, cue.direction, match)


def _is_purpose(frame: Frame) -> bool:
    """Whether it is only meant to ("designed to inhibit T315I"), and not found to."""
    if frame.clause.text[: frame.at].rstrip("z")[-1:] != "t":
        return False
    at = len(frame.clause.text[: frame.at].rstrip("z")) - 2
    return frame.clause.text[at] != "E" and frame.clause.chunks[at].text.lower() not in _FOUND


def _amount_of(frame: Frame) -> tuple[Given, ...]:
    """ "Achievable concentrations of X inhibit T315I": X."""
    match = _CONCENTRATION.search(frame.clause.text, 0, frame.at)
    return frame.clause.chunks[match.start("agent")].given if match else ()


def active_against(frame: Frame) -> Iterator[Claim]:
    """ "X is active against T315I", "X has potent activity against T315I"."""
    direction = _activity(frame)
    match = _MUTANTS.match(frame.clause.text, frame.at + 1)
    if direction and match is not None:
        yield from _active(frame, direction, match)


def _activity(frame: Frame) -> str:
    """What activity against a mutant would make it: sensitive, resistant, or neither."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if cue is None:
        return ""
    if frame.chunk.symbol == "q":
        if cue.outcome is None or cue.outcome.id != "efficacy" or not predicative(frame):
            return ""
        return "sensitive" if cue.polarity > 0 else "resistant"
    if frame.chunk.symbol == "F":
        if cue.kind != ClaimKind.EFFICACY or cue.direction not in ("effective", "ineffective"):
            return ""
        return "sensitive" if cue.direction == "effective" else "resistant"
    return cue.direction if frame.chunk.symbol == "3" else "sensitive"


def _active(frame: Frame, direction: str, match: re.Match[str]) -> Iterator[Claim]:
    clause, drugs = frame.clause, frame.subject() or _amount_of(frame)
    mutants = named(clause.chunks[frame.at + 1 : match.end("mutants")], frame.discourse.terms)
    potency = _POTENCY.match(clause.text, match.end("mutants"))
    value, unit = None, ""
    if potency is not None and _is_ic50(clause, potency) and len(mutants) == len(drugs) == 1:
        value, unit = _amount(clause, potency)
    yield from against(frame, direction, drugs, mutants, "resistance.active-against", value, unit)


def but_not(frame: Frame) -> Iterator[Claim]:
    """ "X inhibited most mutants but not T315I"."""
    clause, before = frame.clause, frame.clause.before
    match = _BUT_NOT.match(clause.text) if frame.at == 0 else None
    if match is None or before is None:
        return
    for index, symbol in enumerate(before.text):
        other = Frame(before, index, frame.sentence, frame.discourse)
        if symbol in "q3FU" and _activity(other) == "sensitive" and not other.denied:
            mutants = named(clause.chunks[slice(*match.span("mutants"))], frame.discourse.terms)
            for given in other.subject():
                for mutant in mutants:
                    yield frame.claim(
                        ClaimKind.RESISTANCE, "resistant", "resistance.active-against", given,
                        outcome=mutant.concept, status=other.status(), mentions=(mutant,), keep_dose=False,
                    )  # fmt: skip
            return


def less_potent(frame: Frame, causes: Sequence[Mention]) -> Iterator[Claim]:
    """ "T315A was associated with a higher dasatinib IC50 of 125 nM"."""
    clause = frame.clause
    for match in _IC50.finditer(clause.text, frame.at + 1):
        more = clause.chunks[match.start("more")]
        up = more.atom is not None and more.atom.cue is not None and more.atom.cue.direction == "up"
        if not (up or more.text.lower().endswith("higher")) or not _is_ic50(clause, match):
            continue
        value, unit = _amount(clause, match)
        for given in clause.chunks[match.start("agent")].given:
            for cause in causes:
                yield frame.claim(
                    ClaimKind.RESISTANCE, "resistant", "resistance.ic50", given, outcome=cause.concept,
                    mentions=(cause,), value=value, unit=unit, keep_dose=False,
                )  # fmt: skip


def potency_changed(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """An IC50 that a mutation raises."""
    for pattern in (_HIGHER_IN, _RAISED):
        match = pattern.match(clause.text)
        if match is None or not _is_ic50(clause, match):
            continue
        cue = clause.chunks[match.start("more")].atom
        if cue is None or cue.cue is None or cue.cue.direction != "up":
            continue
        frame = Frame(clause, match.start("more"), sentence, discourse)
        mutants = named([clause.chunks[match.start("mutant")]], discourse.terms)
        given = clause.chunks[match.start("agent")].given
        yield from against(frame, "resistant", given, mutants, "resistance.ic50")


def _is_ic50(clause: Clause, match: re.Match[str]) -> bool:
    return clause.chunks[match.start("measure")].text.upper().startswith(("IC50", "EC50", "GI50"))


def _amount(clause: Clause, match: re.Match[str]) -> tuple[Decimal | None, str]:
    """The concentration that a match measures."""
    chunk = clause.chunks[match.start("amount")] if match["amount"] else None
    dose = chunk.atom.mention.dose if chunk and chunk.atom and chunk.atom.mention else None
    return (dose.amount, _MOLAR.get(dose.unit, dose.unit)) if dose else (None, "")


def against(
    frame: Frame,
    direction: str,
    drugs: Sequence[Given],
    causes: Sequence[Mention],
    rule: str,
    value: Decimal | None = None,
    unit: str = "",
    whom: Whom | None = None,
) -> Iterator[Claim]:
    """Each cause against each drug; a denial turns the direction round."""
    status = frame.status()
    if frame.denied:
        causes = [cause for cause in causes if is_mutation(cause, frame.discourse.terms)]
        direction = _FLIPPED[direction]
        status = Status.HEDGED if "E" in frame.clause.text else Status.ASSERTED
    pairs = [(given, cause) for given in drugs for cause in causes]
    if len(drugs) > 1 and len(causes) > 1 and "respectively" in frame.sentence.text:
        pairs = [*zip(drugs, causes, strict=True)] if len(drugs) == len(causes) else []
    for given, cause in pairs:
        yield frame.claim(
            ClaimKind.RESISTANCE, direction, rule, given, whom, outcome=cause.concept, status=status,
            mentions=(cause,), keep_dose=False, value=value, unit=unit,
        )  # fmt: skip
