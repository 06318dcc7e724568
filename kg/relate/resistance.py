"""A mutation or a mechanism against a drug, and forms of resistance that are seen under it."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind, Mention, MentionType, Sentence
from kg.relate import emergence
from kg.relate.activity import (
    EXCEPTS,
    active_against,
    against,
    but_not,
    inhibiting,
    less_potent,
    potency_changed,
)
from kg.relate.chunks import Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Frame, Whom, frames
from kg.relate.kinds import examples, failed_by
from kg.relate.mutants import MECHANISM, named

_TO = r"[tl]['kzcYnr&]{0,4}(?:(?<=Y)w)?(?P<agent>I)"
_RESISTED = rf"(?:(?P<plain>I)R|R{_TO}|(?P<group>O))"
_CAUSES = (
    r"['z7n]{0,3}(?:5['zn]{0,2}|l['z7FC]{0,3}w['z]{0,2})?"  # "the selection of clones with"
    r"(?P<causes>[MRO](?:['zG(]{0,2}(?:,?[&|]|,)['zGn5]{0,3}[MR])*)"
)

_TOWARDS = re.compile(rf",?R?(?:lO?z?)?{_TO}|'*(?P<plain>I)R")
_WITH_RESISTANCE = re.compile(rf"['z7C]{{0,3}}(?:(?P<form>[Rm]){_TO}|(?P<plain>I)R)")
_SHOWS = re.compile(rf"[Rm](?:lO?z?)?{_TO}")
_CAUSED = re.compile(rf"{_RESISTED}(?:i['z]?[pOS])?(?:,?u)?[xz7ENf'F]{{0,5}}(?:b|k|zt|(?<=F)){_CAUSES}")
_MECHANISM_IS = re.compile(
    rf"(?:(?P<word>[zF])[li]['zC]{{0,2}})?{_RESISTED}[z'i]{{0,6}}x[z'7FC]{{0,4}}{_CAUSES}"
)
_IS_MECHANISM = re.compile(rf"x['z7FCEN@]{{0,6}}(?P<word>[zF])[li]['zC]{{0,2}}{_RESISTED}")
_SHOWING = re.compile(r"[MO](?P<shown>[zox'C7L]{1,4})$")
_SHOW = frozenset(("showed", "shows", "show", "exhibited", "exhibit", "exhibits", "displayed", "displays",
                   "demonstrated", "demonstrates", "had", "has", "have", "possess", "possesses"))  # fmt: skip
""" "E255K showed moderate resistance to X"."""
_ARE = re.compile(rf"(?:R?{_TO}|(?P<plain>I)R)(?:[x:]{{1,2}}|,?g){_CAUSES}")
_EACH = re.compile(r"(?P<agent>I)\((?P<list>M[MGz'&,|/]*)\)")
_RESISTING = frozenset((MentionType.MUTATION, MentionType.RESISTANCE))
_FORMS = "resistance"
_IN_PART = frozenset(("differentially", "variably", "differential", "variable"))
_MECHANISM_WORDS = frozenset(
    (
        "mechanism",
        "mechanisms",
        "cause",
        "causes",
        "reason",
        "reasons",
        "driver",
        "drivers",
        "initiator",
        "initiators",
        "mediator",
        "mediators",
        "contributor",
        "contributors",
    )
)


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind resistance."""
    if clause.aims or not _names_any(clause) or _is_doubtful(clause):
        return
    for symbol in "fs":
        for frame in frames(clause, symbol, sentence, discourse):
            yield from _conferred(frame)
    for index, symbol in enumerate(clause.text):
        if symbol not in "FqU3o5RmN":
            continue
        frame = Frame(clause, index, sentence, discourse)
        if symbol == "F":
            yield from _brought(frame)
        if symbol in "qUF":
            yield from active_against(frame)
        elif symbol == "3":
            yield from inhibiting(frame)
        elif symbol == "o":
            yield from emergence.occurring(frame)
        elif symbol == "5":
            yield from emergence.of_noun(frame)
        elif symbol in "Rm":
            yield from _shown(frame)
        elif symbol == "N":
            yield from but_not(frame)
    yield from _caused(clause, sentence, discourse)
    yield from emergence.while_on(clause, sentence, discourse)
    yield from potency_changed(clause, sentence, discourse)
    if "M" in clause.text:
        yield from examples(clause, sentence, discourse)


def _names_any(clause: Clause) -> bool:
    """Whether it, or the clause that it goes on, names a mutation or anything of resistance."""
    if "M" in clause.text or "R" in clause.text:
        return True
    if any(mention.type in _RESISTING for chunk in clause.chunks for mention in chunk.mentions):
        return True
    return clause.before is not None and _names_any(clause.before)


def _is_doubtful(clause: Clause) -> bool:
    """Whether an exclusion other than "in vitro" limits the clause; "except T315I" limits only its list."""
    return any(
        chunk.symbol == "-" and (index == 0 or not EXCEPTS.match(chunk.text))
        and not (chunk.atom and chunk.atom.cue and chunk.atom.cue.direction == "in vitro")
        for index, chunk in enumerate(clause.chunks)
    )  # fmt: skip


def _drugs(clause: Clause, match: re.Match[str]) -> tuple[Given, ...]:
    """The drugs of a match: "resistance to X", "X resistance", or a group that fails X."""
    groups = match.groupdict()
    if groups.get("group"):
        return failed_by(clause.chunks[match.start("group")])
    return clause.chunks[match.start("agent") if groups.get("agent") else match.start("plain")].given


def _degree(frame: Frame, direction: str) -> str:
    """The direction as a comparative before it leaves it ("less sensitive": resistant); empty if open."""
    if any(chunk.text.lower() in _IN_PART for chunk in frame.clause.chunks[: frame.at]):
        return ""
    before = frame.clause.text[: frame.at].rstrip("z'")
    chunk = frame.clause.chunks[len(before) - 1] if before.endswith("C") else None
    change = chunk.atom.cue.direction if chunk and chunk.atom and chunk.atom.cue else "up"
    if change == "up":
        return direction
    return "resistant" if change == "down" and direction == "sensitive" else ""


def _conferred(frame: Frame) -> Iterator[Claim]:
    """ "T315I confers resistance to X", "T315I is resistant to X", "what resists X is T315I"."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    text, chunks = frame.clause.text, frame.clause.chunks
    match = _TOWARDS.match(text, frame.at + 1)
    direction = _degree(frame, cue.direction if cue else "")
    if match is None or not direction:
        return
    each = [*_EACH.finditer(text, frame.at)]
    for own in each:  # "less sensitive to X (Y253H and E255K) or Z (F317L)"
        causes = named(chunks[slice(*own.span("list"))], frame.discourse.terms)
        yield from against(frame, direction, chunks[own.start()].given, causes, "resistance.confers")
    causes = _causes(frame) if not each else []
    listed = None if causes else _ARE.match(text, frame.at + 1)
    if listed is not None:
        causes = named(chunks[slice(*listed.span("causes"))], frame.discourse.terms)
    yield from against(frame, direction, _drugs(frame.clause, match), causes, "resistance.confers")


def _shown(frame: Frame) -> Iterator[Claim]:
    """ "F317L showed reduced sensitivity to X", "drug efflux is a mechanism of resistance to X"."""
    match = _SHOWS.match(frame.clause.text, frame.at)
    concept = frame.chunk.concept
    if match is None:
        return
    direction = ""
    if frame.chunk.symbol == "m" and frame.chunk.text.lower() == "sensitivity":
        changed = frame.clause.text[: frame.at].rstrip("z'").endswith("C")
        direction = _degree(frame, "sensitive") if changed else ""
    elif concept and concept.id == MECHANISM and "x" in frame.clause.text[: frame.at]:
        direction = "resistant"
    elif concept and concept.id == _FORMS and (shown := _SHOWING.search(frame.clause.text, 0, frame.at)):
        words = {chunk.text.lower() for chunk in frame.clause.chunks[shown.start("shown") : shown.end()]}
        direction = _degree(frame, "resistant") if words & _SHOW else ""
    if direction:
        said = frame.clause.chunks[frame.at : match.end()]
        group = next((chunk for chunk in said if chunk.symbol == "O"), None)  # "of leukemic cells to X"
        whom = Whom(group.population, group.mentions) if group else None
        drugs, causes = _drugs(frame.clause, match), _causes(frame)
        yield from against(frame, direction, drugs, causes, "resistance.confers", whom=whom)


def _brought(frame: Frame) -> Iterator[Claim]:
    """ "T315I was associated with resistance to X", "... led to sensitivity to X"."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if cue is None or cue.kind != ClaimKind.SAFETY or cue.direction != "observed" or frame.denied:
        return
    match = _WITH_RESISTANCE.match(frame.clause.text, frame.at + 1)
    if match is None:
        yield from less_potent(frame, _causes(frame))
        return
    chunks = frame.clause.chunks
    direction = "resistant"
    if match["form"] == "m":
        form = _around(frame, match.start("form"))
        direction = _degree(form, "sensitive") if form.chunk.text.lower() == "sensitivity" else ""
    causes = _causes(frame)
    listed = None if causes else _ARE.match(frame.clause.text, frame.at + 1)
    if listed is not None:
        causes = named(chunks[slice(*listed.span("causes"))], frame.discourse.terms)
    if direction:
        yield from against(frame, direction, _drugs(frame.clause, match), causes, "resistance.confers")


def _around(frame: Frame, at: int) -> Frame:
    """The frame around another chunk of the clause."""
    return Frame(frame.clause, at, frame.sentence, frame.discourse)


def _caused(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """ "Resistance to X is caused by M", "X resistance due to M", "causes of X resistance include M"."""
    for pattern in (_CAUSED, _MECHANISM_IS):
        for match in pattern.finditer(clause.text):
            frame = Frame(clause, match.start("causes"), sentence, discourse)
            if "N" in match[0] or (pattern is _MECHANISM_IS and not _says_mechanism(clause, match)):
                continue  # what does not cause resistance need not be sensitive
            causes = named(clause.chunks[slice(*match.span("causes"))], discourse.terms)
            yield from against(frame, "resistant", _drugs(clause, match), causes, "resistance.caused")
    for match in _IS_MECHANISM.finditer(clause.text):
        frame = Frame(clause, match.start("word"), sentence, discourse)
        if _says_mechanism(clause, match):
            causes = named(clause.chunks[: match.start()], discourse.terms)
            yield from against(frame, "resistant", _drugs(clause, match), causes, "resistance.caused")


def _says_mechanism(clause: Clause, match: re.Match[str]) -> bool:
    """Whether a mechanism or a cause of resistance is what is spoken of."""
    if match["word"]:
        return clause.chunks[match.start("word")].text.lower() in _MECHANISM_WORDS
    concept = clause.chunks[match.start()].concept
    return concept is not None and concept.id == MECHANISM


def _causes(frame: Frame) -> list[Mention]:
    """Mutations and mechanisms that are the subject of the clause."""
    last = max(frame.clause.text.rfind("I,&", 0, frame.at), frame.clause.text.rfind("I&", 0, frame.at))
    chunks = frame.clause.chunks[last + 1 : frame.at]
    if frame.clause.before is not None and set(frame.clause.text[: frame.at]) <= set("xzNE',C"):
        chunks = frame.clause.before.chunks  # "F317L is sensitive to X but is resistant to Y"
    return named(chunks, frame.discourse.terms)
