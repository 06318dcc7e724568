"""A mutation or a mechanism against a drug, and forms of resistance that are seen under it."""

import re
from collections.abc import Iterator, Sequence

from kg.model import Agent, Claim, ClaimKind, Mention, MentionType, Sentence, Status
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.efficacy import predicative
from kg.relate.frame import Frame, Whom, frames

_TOWARDS = re.compile(r"(?:R)?(?:lO?z?)?[tl]['kzcY]{0,3}(?P<agent>I)|'*(?P<plain>I)R")
_WITH_RESISTANCE = re.compile(r"['z7C]{0,3}(?:(?P<form>[Rm])[tl]['kzcY]{0,3}(?P<agent>I)|(?P<plain>I)R)")
_CAUSED = re.compile(
    r"(?:(?P<plain>I)R|R[tl]['kzcY]{0,3}(?P<agent>I)|(?P<group>O))[xz7EN'F]{0,5}(?:b|k|zt|(?<=F))"
    r"['z7]{0,3}(?P<causes>[MRO](?:(?:,?[&|]|,)['z]*[MR])*)"
)
_INHIBITED = re.compile(r"['zG7&]{0,4}(?P<mutants>[MR](?:['zG,&|g]{1,4}[MR])*)")
_MUTANTS = re.compile(r"[~i]['zG7&]{0,4}(?P<mutants>[MR](?:['zG,&|g]{1,4}[MR])*)")
_IC50 = re.compile(r"(?P<more>C)['z]{0,2}(?P<agent>I)(?P<measure>z)(?:l?(?P<amount>d))?")
_MOLAR = {"nmol/L": "nM", "umol/L": "uM"}
_FLIPPED = {"resistant": "sensitive", "sensitive": "resistant"}
_FORMS = "resistance"
_MECHANISM = "resistance-mechanism"
_MUTATIONS = "bcr-abl-mutation"


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind resistance."""
    if clause.aims or _is_doubtful(clause):
        return
    for symbol in "fs":
        for frame in frames(clause, symbol, sentence, discourse):
            yield from _conferred(frame)
    for index, symbol in enumerate(clause.text):
        frame = Frame(clause, index, sentence, discourse)
        if symbol == "F":
            yield from _brought(frame)
        if symbol in "qUF":
            yield from _active_against(frame)
        elif symbol == "3":
            yield from _inhibiting(frame)
        elif symbol == "o":
            yield from _occurring(frame)
        elif symbol == "R" and frame.chunk.concept and frame.chunk.concept.id == _MECHANISM:
            yield from _conferred(frame)
    yield from _caused(clause, sentence, discourse)


def _is_doubtful(clause: Clause) -> bool:
    """Whether an exclusion other than "in vitro" limits the clause; "except T315I" limits only its list."""
    return any(
        chunk.symbol == "-" and chunk.atom and chunk.atom.cue
        and chunk.atom.cue.direction != "in vitro" and not chunk.text.lower().startswith("except")
        for chunk in clause.chunks
    )  # fmt: skip


def _conferred(frame: Frame) -> Iterator[Claim]:
    """ "T315I confers resistance to X", "T315I is resistant to X"."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    match = _TOWARDS.match(frame.clause.text, frame.at + 1)
    if match is None:
        return
    direction = (cue.direction if cue else "") or "resistant"
    drugs = frame.clause.chunks[match.start("agent") if match["agent"] else match.start("plain")].given
    yield from _against(frame, direction, drugs, _causes(frame), "resistance.confers")


def _brought(frame: Frame) -> Iterator[Claim]:
    """ "T315I was associated with resistance to X", "... led to sensitivity to X"."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if cue is None or cue.kind != ClaimKind.SAFETY or cue.direction != "observed" or frame.denied:
        return
    match = _WITH_RESISTANCE.match(frame.clause.text, frame.at + 1)
    if match is None:
        yield from _less_potent(frame)
        return
    chunks = frame.clause.chunks
    direction = "resistant"
    if match["form"]:
        form = chunks[match.start("form")]
        if form.symbol == "m" and not form.text.lower().startswith("sensitiv"):
            return
        direction = "sensitive" if form.symbol == "m" else direction
    drugs = chunks[match.start("agent") if match["agent"] else match.start("plain")].given
    yield from _against(frame, direction, drugs, _causes(frame), "resistance.confers")


def _less_potent(frame: Frame) -> Iterator[Claim]:
    """ "T315A was associated with a higher dasatinib IC50 of 125 nM"."""
    clause = frame.clause
    for match in _IC50.finditer(clause.text, frame.at + 1):
        more = clause.chunks[match.start("more")].atom
        measure = clause.chunks[match.start("measure")].text.upper()
        if more is None or more.cue is None or more.cue.direction != "up" or not measure.startswith("IC50"):
            continue
        amount = clause.chunks[match.start("amount")].atom if match["amount"] else None
        dose = amount.mention.dose if amount and amount.mention else None
        for given in clause.chunks[match.start("agent")].given:
            for cause in _causes(frame):
                yield frame.claim(
                    ClaimKind.RESISTANCE,
                    "resistant",
                    "resistance.ic50",
                    given,
                    outcome=cause.concept,
                    mentions=(cause,),
                    value=dose.amount if dose else None,
                    unit=_MOLAR.get(dose.unit, dose.unit) if dose else "",
                    keep_dose=False,
                )


def _caused(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """ "Resistance to X is caused by M", "X resistance due to M"."""
    for match in _CAUSED.finditer(clause.text):
        frame = Frame(clause, match.start("causes"), sentence, discourse)
        causes = _mentioned(frame, clause.chunks[slice(*match.span("causes"))])
        if match["group"]:
            drugs = _drugs_of(clause.chunks[match.start("group")])
        else:
            drugs = clause.chunks[match.start("agent") if match["agent"] else match.start("plain")].given
        yield from _against(frame, "resistant", drugs, causes, "resistance.caused")


def _drugs_of(chunk: Chunk) -> tuple[Given, ...]:
    """The drugs that a population fails ("imatinib failure is caused by ...")."""
    groups = chunk.population.groups if chunk.population else ()
    return tuple(
        Given(Agent((group.drug,)), chunk.mentions) for group in groups if group.drug and group.status
    )


def _inhibiting(frame: Frame) -> Iterator[Claim]:
    """ "X inhibits T315I"."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    match = _INHIBITED.match(frame.clause.text, frame.at + 1)
    if cue is not None and match is not None:
        found = _mentioned(frame, frame.clause.chunks[slice(*match.span("mutants"))])
        yield from _against(frame, cue.direction, frame.subject(), found, "resistance.active-against")


def _active_against(frame: Frame) -> Iterator[Claim]:
    """ "X is active against T315I", "X has potent activity against T315I"."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if cue is None:
        return
    if frame.chunk.symbol == "q":
        if cue.outcome is None or cue.outcome.id != "efficacy" or not predicative(frame):
            return
        direction = "sensitive" if cue.polarity > 0 else "resistant"
    elif frame.chunk.symbol == "F":
        if cue.kind != ClaimKind.EFFICACY or cue.direction not in ("effective", "ineffective"):
            return
        direction = "sensitive" if cue.direction == "effective" else "resistant"
    else:
        direction = "sensitive"
    match = _MUTANTS.match(frame.clause.text, frame.at + 1)
    found = _mentioned(frame, frame.clause.chunks[slice(*match.span("mutants"))]) if match else []
    yield from _against(frame, direction, frame.subject(), found, "resistance.active-against")


def _against(
    frame: Frame, direction: str, drugs: Sequence[Given], causes: Sequence[Mention], rule: str
) -> Iterator[Claim]:
    status = frame.status()
    if frame.denied:
        direction, status = _FLIPPED[direction], Status.ASSERTED
    for given in drugs:
        for cause in causes:
            yield frame.claim(
                ClaimKind.RESISTANCE, direction, rule, given, outcome=cause.concept, status=status,
                mentions=(cause,), keep_dose=False,
            )  # fmt: skip


def _causes(frame: Frame) -> list[Mention]:
    """Mutations and mechanisms that are the subject of the clause."""
    chunks = frame.clause.chunks[: frame.at]
    if frame.clause.before is not None and set(frame.clause.text[: frame.at]) <= set("xzNE',"):
        chunks = frame.clause.before.chunks  # "F317L is sensitive to X but is resistant to Y"
    return _mentioned(frame, chunks)


def _mentioned(frame: Frame, chunks: Sequence[Chunk]) -> list[Mention]:
    """The mutations and mechanisms that chunks name."""
    found: dict[Mention, None] = {}
    for chunk in chunks:
        mentions = chunk.mentions if chunk.symbol == "O" else (chunk.atom.mention,) if chunk.atom else ()
        for mention in mentions:
            if (
                mention
                and mention.concept
                and (mention.type.value == "mutation" or _mechanism(frame, mention))
            ):
                found[mention] = None
    return list(found)


def _mechanism(frame: Frame, mention: Mention) -> bool:
    """A resistance concept other than resistance, intolerance and the like themselves."""
    concept, terms = mention.concept, frame.discourse.terms
    return (
        mention.type is MentionType.RESISTANCE
        and concept is not None
        and concept.id != _MECHANISM
        and (terms.is_a(concept, _MECHANISM) or terms.is_a(concept, _MUTATIONS))
    )


def _occurring(frame: Frame) -> Iterator[Claim]:
    """ "Both primary and acquired resistance can occur", "T315I was detected in patients resistant to X"."""
    before = frame.clause.chunks[: frame.at]
    forms = [
        chunk.atom.mention
        for chunk in before
        if chunk.symbol == "R" and chunk.atom and chunk.atom.mention and chunk.atom.mention.concept
        and chunk.atom.mention.concept.id != _FORMS
        and frame.discourse.terms.is_a(chunk.atom.mention.concept, _FORMS)
    ]  # fmt: skip
    under = _under(frame) if forms else ()
    if not forms and "N" not in frame.clause.text:
        forms = _mentioned(frame, before)
        resistant = re.match(r"[zix#lpw']{0,6}O", frame.clause.text[frame.at + 1 :])
        chunk = frame.clause.chunks[frame.at + resistant.end()] if resistant else None
        under = _drugs_of(chunk) if chunk else ()
        whom = Whom(chunk.population, chunk.mentions) if chunk else Whom()
    else:
        whom = Whom()
    for given in under:
        for form in forms:
            yield frame.claim(
                ClaimKind.RESISTANCE, "occurs", "resistance.occurs", given, whom, outcome=form.concept,
                mentions=(form,), keep_dose=False,
            )  # fmt: skip


def _under(frame: Frame) -> tuple[Given, ...]:
    """The one group of drugs of the clause, or of the clauses before it in the sentence."""
    clause: Clause | None = frame.clause
    while clause is not None:
        groups: list[Chunk] = [chunk for chunk in clause.chunks if chunk.symbol == "I"]
        if groups:
            return groups[0].given if len(groups) == 1 else ()
        clause = clause.before
    return ()
