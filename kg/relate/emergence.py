"""Mutations and forms of resistance that are seen under a drug: in those who fail it, or new while on it."""

import re
from collections.abc import Iterator, Sequence

from kg.model import Agent, Claim, ClaimKind, Mention, Sentence
from kg.relate.activity import against
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Frame, Whom
from kg.relate.kinds import failed_by
from kg.relate.mutants import named

_LIST = r"(?P<list>M(?:['zG]{0,2}(?:,?[&|]|,)['zGn]{0,3}M)*)"
_RESISTANT_BEFORE = re.compile(
    rf"['z]{{0,2}}[il]['z]{{0,3}}(?P<group>O),['z]{{0,2}}{_LIST}['z]{{0,2}}x{{0,2}}z?$"
)
""" "Among those resistant to X, T315I and E255K were found"."""
_AT_FAILURE = re.compile(
    rf"[z'il]{{0,6}}(?:(?P<plain>I)R|R[tiw]'?(?P<to>I)),['z]{{0,2}}{_LIST}['z]{{0,2}}x{{0,2}}z?$"
)
""" "At the time of X failure, a T315I mutation was detected"."""
_WAS_NEW = re.compile(rf"{_LIST}['zG]{{0,2}}(?:x{{0,2}}z?|x'?[z7CF]{{0,4}}u?)$")
""" "T315I emerged", "T315I was the commonest mutation that emerged"."""
_GOT = re.compile(rf"['zG7C]{{0,4}}{_LIST}")
_NEW_ONE = re.compile(rf"['zGnC]{{0,3}}{_LIST}")
_THOSE_NEW = re.compile(rf"z{{0,3}}['z]?[iw]['z]?I[xg]{_LIST}")
""" "Mutations that emerged during X were T315I and F317L"."""
_WHILE_ON = re.compile(r"z{0,2}[wi]?'?(?P<drug>I)")
_RESISTANCE = re.compile(r"['zC]{0,2}(?:R(?:[tl]['kzcYnr&]{0,4}(?:(?<=Y)w)?(?P<agent>I))?|(?P<plain>I)R)")
_REVEALED = re.compile(rf"['z]{{0,3}}{_LIST}['zG]{{0,3}}[iw]['z#l]{{0,5}}(?:(?P<group>O)|(?P<agent>I)s[zp])")
""" "Sequencing revealed T315I | in X-resistant cells"."""
_WAS_FOUND = re.compile(rf"['z,]{{0,3}}{_LIST}['z]{{0,2}}x{{0,2}}$")
_CAUSE = re.compile(r"['z]{0,2}x{1,4}['zCF7]{0,4}(?P<cause>[zF])[lkb]['z]{0,2}R[twikl]['z]{0,2}(?P<agent>I)")
""" "Emergence of T315I | was the main cause of failure after X"."""
_MEANWHILE = re.compile(r"['zoplOxiw#(),]{0,14}?[iw]['z]{0,3}(?:l['z]?)?I")
""" "... in 3 of 40 patients on X", "... during 12 months of X"."""
_IN_THOSE_ON = re.compile(
    r"['z]{0,2}[iw]['zpOl]{0,5}I[zpJ]{0,2},?|['z]{0,2}o[zpu]{0,2}[iw]['z]{0,3}I|['z]{0,3}uo[iw]['z]{0,3}I"
)
""" "In patients on X, ..."."""
_FAILED = re.compile(r"R[twil]['z]{0,2}I|IR|s[t]['z]?I")
_GOVERNED = re.compile(r"[wibkF]['z]{0,2}$")
_EMERGING = "emerging"
_ACQUIRED = "acquired-resistance"
_FORMS = "resistance"
_PROGRESSION = "progression"
_FEARED = frozenset("NCWE-")


def occurring(frame: Frame) -> Iterator[Claim]:
    """What a clause with a verb of occurrence says to occur under a drug."""
    yield from _seen(frame)
    yield from _develops(frame)
    yield from _developed(frame)
    yield from _gained(frame)


def of_noun(frame: Frame) -> Iterator[Claim]:
    """ "Relapse on X was associated with emergence of T315I", "... progressed with the appearance of M"."""
    clause, text = frame.clause, frame.clause.text
    match = _NEW_ONE.match(text, frame.at + 1)
    if match is None or set(text) & _FEARED:
        return
    if cause := _CAUSE.match(text, match.end()):
        drugs = clause.chunks[cause.start("agent")].given
        yield from against(frame, "resistant", drugs, _named(frame, match), "resistance.caused")
        return
    opens = not text[: frame.at].strip("'z") and "o" in text[match.end() :]
    if opens:
        drugs = _drugs(frame, match.end())
    elif _GOVERNED.search(text, 0, frame.at) and _fails(clause, frame.at):
        drugs = _failed_in(clause, frame.at) or _under_failed(frame, match)
    else:
        return
    yield from _occur(frame, drugs, _named(frame, match), Whom())


def _fails(clause: Clause, end: int) -> bool:
    """Whether a failure is spoken of before: resistance, relapse, loss of response, progression."""
    before = clause.chunks[:end]
    return any(
        chunk.symbol in "Rs" or (chunk.concept is not None and chunk.concept.id == _PROGRESSION)
        for chunk in before
    )


def _under_failed(frame: Frame, match: re.Match[str]) -> tuple[Given, ...]:
    """ "Relapse on X was associated with emergence of T315I": X."""
    if _FAILED.search(frame.clause.text, 0, frame.at):
        return frame.under()
    return _drugs(frame, match.end())


def _failed_in(clause: Clause, end: int) -> tuple[Given, ...]:
    groups = [chunk for chunk in clause.chunks[:end] if chunk.symbol == "O"]
    return failed_by(groups[0]) if len(groups) == 1 else ()


def _gained(frame: Frame) -> Iterator[Claim]:
    """ "T315I emerged in three patients during X", "two patients acquired T315I while on X"."""
    clause, text = frame.clause, frame.clause.text
    if set(text) & _FEARED:
        return
    if match := _RESISTANT_BEFORE.match(text, 0, frame.at):
        group = clause.chunks[match.start("group")]
        whom = Whom(group.population, group.mentions)
        yield from _occur(frame, failed_by(group), _named(frame, match), whom)
    elif match := _AT_FAILURE.match(text, 0, frame.at):
        given = clause.chunks[match.start("plain" if match["plain"] else "to")].given
        yield from _occur(frame, given, _named(frame, match), Whom())
    elif "x" not in text[: frame.at] and (match := _REVEALED.match(text, frame.at + 1)):
        chunk = clause.chunks[match.start("group" if match["group"] else "agent")]
        whom = Whom(chunk.population, chunk.mentions)
        yield from _occur(frame, chunk.given or failed_by(chunk), _named(frame, match), whom)
    elif (match := _WAS_FOUND.match(text, 0, frame.at)) and not set(text) & set("IOj"):
        yield from _in_those_studied(frame, match)
    elif match := _new_in(frame):
        yield from _occur(frame, _drugs(frame, match.end()), _named(frame, match), Whom())


def _named(frame: Frame, match: re.Match[str]) -> list[Mention]:
    return named(frame.clause.chunks[slice(*match.span("list"))], frame.discourse.terms)


def _in_those_studied(frame: Frame, match: re.Match[str]) -> Iterator[Claim]:
    """ "T315I was detected", in a record on patients that a drug failed."""
    topic = frame.discourse.topic
    if topic is None or len(topic.groups) != 1 or frame.discourse.names_agent(frame.sentence):
        return
    (group,) = topic.groups
    if group.drug is not None and group.status is not None:
        references = frame.discourse.topic_references(frame.clause)
        given = Given(Agent((group.drug,)), (), references)
        yield from _occur(frame, (given,), _named(frame, match), Whom(topic, (), references))


def _drugs(frame: Frame, end: int) -> tuple[Given, ...]:
    """The one drug that is given meanwhile; the study's only where the sentence names no drug at all.

    ``end``: where the mutations end.
    """
    text = frame.clause.text
    if "I" in text:
        meanwhile = _MEANWHILE.match(text, end) or _IN_THOSE_ON.match(text)
        return frame.under() if meanwhile else ()
    names_any = any("I" in clause.text for clause in _so_far(frame.clause))
    if not names_any and frame.discourse.names_agent(frame.sentence):
        return ()
    return frame.under()


def _so_far(clause: Clause | None) -> Iterator[Clause]:
    while clause is not None:
        yield clause
        clause = clause.before


def while_on(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """ "Two patients acquired T315I | while on X": the drug opens the clause behind."""
    match = _WHILE_ON.match(clause.text)
    before = clause.before
    if match is None or before is None or set(before.text) & (_FEARED | {"I"}):
        return
    for index, symbol in enumerate(before.text):
        frame = Frame(before, index, sentence, discourse)
        if symbol == "o" and (found := _new_in(frame)) is not None:
            given = clause.chunks[match.start("drug")].given
            yield from _occur(frame, given, _named(frame, found), Whom())


def _new_in(frame: Frame) -> re.Match[str] | None:
    """The mutations that a verb of emergence says to be new."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    text = frame.clause.text
    if cue is None or cue.direction != _EMERGING:
        return None
    if match := _WAS_NEW.search(text, 0, frame.at):
        return match
    if not text[: frame.at].strip("'zu") and (match := _THOSE_NEW.match(text, frame.at + 1)):
        return match
    who = set(text[: frame.at])
    return _GOT.match(text, frame.at + 1) if who & set("pOj") and "u" not in who else None


def _occur(frame: Frame, drugs: Sequence[Given], seen: Sequence[Mention], whom: Whom) -> Iterator[Claim]:
    """Each mutation under each drug; none where the drugs are several and it is open which it was."""
    if len(drugs) > 1 and not whom.population:
        return
    for given in drugs:
        for mention in seen:
            yield frame.claim(
                ClaimKind.RESISTANCE, "occurs", "resistance.occurs", given, whom, outcome=mention.concept,
                mentions=(mention,), keep_dose=False,
            )  # fmt: skip


def _seen(frame: Frame) -> Iterator[Claim]:
    """ "Both primary and acquired resistance can occur", "T315I was detected in patients resistant to X"."""
    terms = frame.discourse.terms
    before = frame.clause.chunks[: frame.at]
    forms = [
        chunk.atom.mention
        for chunk in before
        if chunk.symbol == "R" and chunk.atom and chunk.atom.mention and chunk.atom.mention.concept
        and chunk.atom.mention.concept.id != _FORMS
        and terms.is_a(chunk.atom.mention.concept, _FORMS)
    ]  # fmt: skip
    under, whom = _under(frame) if forms else (), Whom()
    if not forms and "N" not in frame.clause.text:
        forms = named(before, terms)
        resistant = re.match(r"[zix#lpw']{0,6}O", frame.clause.text[frame.at + 1 :])
        chunk = frame.clause.chunks[frame.at + resistant.end()] if resistant else None
        under = failed_by(chunk) if chunk else ()
        whom = Whom(chunk.population, chunk.mentions) if chunk else Whom()
    for given in under:
        for form in forms:
            yield frame.claim(
                ClaimKind.RESISTANCE, "occurs", "resistance.occurs", given, whom, outcome=form.concept,
                mentions=(form,), keep_dose=False,
            )  # fmt: skip


def _developed(frame: Frame) -> Iterator[Claim]:
    """ "Some patients develop resistance to X": it is acquired; not of those picked out by it."""
    text, chunks = frame.clause.text, frame.clause.chunks
    match = _RESISTANCE.match(text, frame.at + 1)
    who = set(text[: frame.at])
    if match is None or not frame.chunk.text.lower().startswith(("develop", "acquire")) or who & set("uN-"):
        return
    form = chunks[text.index("R", frame.at)].concept
    if form is None or form.id != _FORMS or not who & set("pOj"):
        return
    said = next((name for name in ("agent", "plain") if match[name]), "")
    drugs = chunks[match.start(said)].given if said else frame.under()
    group = next((chunk for chunk in chunks[: frame.at] if chunk.symbol == "O"), None)
    whom = Whom(group.population, group.mentions) if group else _topic(frame)
    acquired = frame.discourse.terms.lexicon.concept(_ACQUIRED)
    for given in drugs:
        yield frame.claim(
            ClaimKind.RESISTANCE,
            "occurs",
            "resistance.occurs",
            given,
            whom,
            outcome=acquired,
            keep_dose=False,
        )


_THAT_DEVELOPS = re.compile(
    r"^['z,]*(?:(?P<form>R)[tl]'?(?P<agent>I)|(?P<modifier>I)(?P<form2>R))[xEz]{0,3}$"
)


def _develops(frame: Frame) -> Iterator[Claim]:
    """ "Resistance to X develops in some patients": it is acquired."""
    match = _THAT_DEVELOPS.match(frame.clause.text[: frame.at])
    if match is None or not frame.chunk.text.lower().startswith(("develop", "emerge", "arise", "arose")):
        return
    chunks = frame.clause.chunks
    form = chunks[match.start("form" if match["form"] else "form2")].concept
    if form is None or form.id != _FORMS:
        return
    for given in chunks[match.start("agent" if match["agent"] else "modifier")].given:
        yield frame.claim(
            ClaimKind.RESISTANCE,
            "occurs",
            "resistance.occurs",
            given,
            _topic(frame),
            outcome=frame.discourse.terms.lexicon.concept(_ACQUIRED),
            keep_dose=False,
        )


def _under(frame: Frame) -> tuple[Given, ...]:
    """The one group of drugs of the clause, or of the clauses before it in the sentence."""
    clause: Clause | None = frame.clause
    while clause is not None:
        groups: list[Chunk] = [chunk for chunk in clause.chunks if chunk.symbol == "I"]
        if groups:
            return groups[0].given if len(groups) == 1 else ()
        clause = clause.before
    return ()


def _topic(frame: Frame) -> Whom:
    """Whom the record is about."""
    return Whom(frame.discourse.topic, (), frame.discourse.topic_references(frame.clause))
