"""Which adverse events a phrase speaks of, and whether it denies them."""

import re
from collections.abc import Sequence

from kg.model import ClaimKind, Concept
from kg.relate.chunks import Chunk
from kg.relate.clauses import Clause
from kg.relate.frame import Frame

LIST = r"A(?:(?:,?[&|]|,|,?g|,z{1,3},)[z'7]*A)*"
"""Events, also as examples of others, and with one between that no lexicon knows."""
_NAMED = r"A(?:(?:[iwb][p'z]*I)?(?:,?[&|]|,|,z{1,3},)[z'7&]*A)*"
"""Events, each with or without the agent that it came under."""
_EVENTS_AFTER = re.compile(
    rf"(?:\([^()]*\))?(?:(?<=^F),|(?<=\)),)?F?[z'ENlw7c|]*(?:C[zl']{{1,3}})?(?P<events>{LIST}|q)"
)
_EVENTS_BEFORE = re.compile(
    rf"(?P<events>{LIST}|q)(?:[Flwibzk]{{1,2}}'*I(?:i'?[Opj])?)?(?P<between>[z(#),&7w8iu]*[xEzNo']*)$"
)
_NAMED_AFTER = re.compile(rf"[Aq](?P<between>[^AqFVCB;&]*x[z,:']{{0,5}})F?(?P<events>{_NAMED})")
"""A kind of event, then its examples ("adverse events included X and Y")."""
_SUBJECT_BEFORE = re.compile(rf"(?P<events>{LIST})[^A]*?x[z',]{{0,3}}{LIST}")
_KIND_OF = re.compile(rf"(?P<events>{LIST})xi?['z7nF]*$")
""" "Diarrhea is a common" before "adverse event"."""
_KIND = re.compile(r"toxicit|event|effect|reaction|complication|\bAEs?\b", re.IGNORECASE)
_GOES_ON = re.compile(rf"x['z,:]{{0,3}}(?P<events>{LIST})")
_DENIES = re.compile(r"N[z'7n]{0,3}(?:p?l)?[z'7]{0,2}$|N['z]{0,2}[pO][xzo]{1,3}['z7]{0,3}$")
_NAMING = frozenset(
    ("included", "include", "were", "was", "are", "is", "comprised", "comprise", "consisted of")
)
_BEYOND = frozenset(("unexpected", "new", "additional", "unusual", "other", "further", "novel"))
_RELIEF = frozenset((
    "improvement", "resolution", "regression", "disappearance", "prevention", "reduction", "decrease",
    "management", "treatment",
))  # fmt: skip
_TO_BEGIN_WITH = frozenset(("factor", "factors", "comorbidities", "comorbidity", "baseline", "preexisting"))
_REACH = 80
"""Chunks that are looked back over, so that long lists take no more than linear time."""
_NO_EVENT = frozenset(("adverse-event", "serious-adverse-event"))


def concept(chunk: Chunk) -> Concept | None:
    """The event that a chunk names; toxicity in general for "toxicity" and "side effects"."""
    found = chunk.concept
    if chunk.symbol == "q":
        return found if found is not None and found.id == "toxicity" else None
    return found


def is_generic(chunk: Chunk) -> bool:
    """Whether a chunk says no more than that something was adverse."""
    found = concept(chunk)
    return chunk.symbol == "q" or (found is not None and found.id in _NO_EVENT)


def says_nothing(clause: Clause, event: Chunk) -> bool:
    """Whether it is nothing to say that this happens: "adverse events", or the relief of a harm."""
    found = concept(event)
    if found is not None and found.id == "adverse-event":
        return True
    at = clause.chunks.index(event) if event in clause.chunks else 0
    return any(chunk.text.lower() in _RELIEF for chunk in clause.chunks[max(0, at - 3) : at])


def had_before(clause: Clause) -> bool:
    """Whether a clause speaks of what patients had to begin with."""
    return any(chunk.text.lower() in _TO_BEGIN_WITH for chunk in clause.chunks if chunk.symbol == "z")


def events(frame: Frame) -> list[Chunk]:
    """The adverse events that a finding is about: those named as examples, those before it, those behind."""
    clause, text = frame.clause, frame.clause.text
    if named := naming(clause, frame.at):
        return named
    # "Although common (in 76%), A was manageable": "common" stands first, and its event behind a comma.
    before, after = (
        _EVENTS_BEFORE.search(text, max(0, frame.at - _REACH), frame.at),
        _EVENTS_AFTER.match(text, frame.at + 1),
    )
    if re.search(r",w'?$", text[: frame.at]):
        before = None  # "had an event of some kind, with the most common being A"
    if before and after and text[frame.at - 1 : frame.at] == "x":
        sides = [clause.chunks[side.start("events")].text for side in (before, after)]
        if _KIND.search(sides[0]) and not _KIND.search(sides[1]):
            before = None  # "the most common events were mild to moderate A and B"
    match = before or after  # "diarrhea was the most common adverse event"
    if match is None:
        return _of_clause_before(frame)
    found = _chunks(clause, *match.span("events"))
    if len(found) == 1 and is_generic(found[0]):
        kind = _KIND_OF.search(text, 0, match.start("events"))
        found = _chunks(clause, *kind.span("events")) if kind else found
    return found


def naming(clause: Clause, at: int = 0) -> list[Chunk]:
    """The events that a clause names as examples of a kind ("toxicities were X and Y")."""
    match = _NAMED_AFTER.search(clause.text, at)
    if match is None:
        return []
    said = clause.chunks[match.start("between") : match.end("between")]
    if not any(chunk.symbol == "x" and chunk.text.lower() in _NAMING for chunk in said):
        return []
    return specific(_chunks(clause, *match.span("events")))


def going_on(clause: Clause) -> list[Chunk]:
    """ "Side effects of X were seen in few, and included A and B": A and B."""
    match, before = _GOES_ON.match(clause.text), clause.before
    if match is None or before is None or not clause.chunks[0].text.lower().startswith("include"):
        return []
    head = re.match(r"[z'7nI]*(?P<kind>[Aq])(?:[lw]'*I)?[xoE]", before.text)
    if head is None or not _KIND.search(before.chunks[head.start("kind")].text) or "N" in before.text:
        return []
    return specific(_chunks(clause, *match.span("events")))


_IN_BRACKETS = re.compile(rf"I\((?P<events>{LIST})\)")


def by_agent(clause: Clause) -> list[tuple[Chunk, Chunk]]:
    """ "Concerns about toxicity exist for X (A and B)": X with A, X with B."""
    found: list[tuple[Chunk, Chunk]] = []
    for match in _IN_BRACKETS.finditer(clause.text):
        if set(clause.text[: match.start()]) & set("AqF") and not set(clause.text) & set("NCV-"):
            events = _chunks(clause, *match.span("events"))
            found += [(clause.chunks[match.start()], event) for event in events]
    return found


def denied(clause: Clause, event: Chunk, at: int) -> bool | None:
    """Whether an event is said not to be; None where a negation stands elsewhere, and may bear on it."""
    text = clause.text
    if "N" not in text:
        return False
    first = clause.chunks.index(event)
    if any(chunk.text.lower() in _BEYOND for chunk in clause.chunks[max(0, first - 3) : first]):
        return None  # "no unexpected toxicity"
    head = text[max(0, first - _REACH) : first]
    head = re.sub(rf"(?:{LIST}|q)(?:,?[&|]|,)[z'7]*$", "", head)
    if _DENIES.search(head) or re.search(r"[xE]z?N[zx]?$", text[:at]):
        return True
    if at > first and re.match(r"[^;]*,[zw]*N", text[at:]):
        return False  # "A occurred in 12%, with no fatal events"
    return None


def has_name(frame: Frame) -> bool:
    """Whether a kind of event is only what a named one before it is said to be."""
    return (
        frame.chunk.symbol == "A"
        and is_generic(frame.chunk)
        and _KIND_OF.search(frame.clause.text, 0, frame.at) is not None
    )


_AND_ANOTHER = re.compile(r"[z'(lp),&|]*[,&]['z]{1,4}\(?")


def is_of_another(frame: Frame, place: int) -> bool:
    """ "A (20%) and fasting B (10%)": whether a rate is that of an event that no lexicon knows."""
    between = [chunk for chunk in frame.clause.chunks[frame.at + 1 :] if chunk.end <= place]
    if not _AND_ANOTHER.fullmatch("".join([chunk.symbol for chunk in between])):
        return False
    return not any(chunk.text.lower().startswith(("grade", "any", "all")) for chunk in between)


def _chunks(clause: Clause, first: int, last: int) -> list[Chunk]:
    return [chunk for chunk in clause.chunks[first:last] if chunk.symbol in "Aq" and concept(chunk)]


def _of_clause_before(frame: Frame) -> list[Chunk]:
    """ "A included X and Y and was manageable": A."""
    before = frame.clause.before
    if before is None or not re.fullmatch(r"[zxEN']*", frame.clause.text[: frame.at]):
        return []
    match = _SUBJECT_BEFORE.match(before.text.lstrip("z'")) or re.search(
        rf"(?P<events>{LIST}|q)x", before.text
    )
    if match is None:
        return []
    offset = len(before.text) - len(match.string)
    first, last = match.span("events")
    return _chunks(before, first + offset, last + offset)


def specific(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Those that name an event."""
    return [chunk for chunk in chunks if not is_generic(chunk)]


def is_both(frame: Frame) -> bool:
    """ "Both common and uncommon adverse events" says of none how often it is."""
    near = slice(max(0, frame.at - 4), frame.at + 5)
    if not re.search(r"F'?&'?F", frame.clause.text[near]):
        return False
    cues = [chunk.atom.cue for chunk in frame.clause.chunks[near] if chunk.atom]
    return {"low", "high"} <= {cue.direction for cue in cues if cue and cue.kind == ClaimKind.SAFETY}


_RARE = frozenset(("rare", "uncommon", "infrequent", "unusual"))
""" "Rare adverse events of X" are some of many, and says of none how many there are."""


def is_some_of(frame: Frame, event: Chunk) -> bool:
    """Whether a finding only picks out the rare ones of events of any kind."""
    return frame.chunk.text.lower() in _RARE and event.start > frame.chunk.start and is_generic(event)
