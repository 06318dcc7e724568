"""What a finding is limited to, or really about: a few patients, other ends, a survey, a remedy."""

import re

from kg.relate.frame import Frame

_IN_FEW = re.compile(
    r"\s(?:in|during)\s(?:only |just |about )?"
    r"(?:a (?:minority|subset)|pregnan\w+|\d of \d{2,}|\d/\d{2,}"
    r"|(?:one|a single|two|three|some|few) (?:\w+[\s-]){0,2}(?:patients?|cases?|individuals?|of))\b"
)
"""In whom it is little to say that a drug works, or is safe."""
_IN_ALL = re.compile(r"\s(?:in|for|against) (?:nearly |almost )?(?:all|every|each)\b")
_FOR_HARM = re.compile(r"[zi]['z7]{0,2}[Aq]")
_DOING = re.compile(r"[iz']z")
_ENDS = frozenset((
    "treating", "inducing", "achieving", "controlling", "managing", "producing", "improving", "prolonging",
    "maintaining", "eradicating", "overcoming", "suppressing", "inhibiting", "reducing", "eliminating",
    "blocking", "restoring", "stabilizing", "sustaining", "halting", "slowing",
))  # fmt: skip


def in_few(frame: Frame) -> bool:
    """Whether a quality holds in a few patients, or a special state ("effective in one patient")."""
    return _IN_FEW.match(frame.sentence.text, frame.chunk.end - frame.sentence.start) is not None


def not_in_all(frame: Frame) -> bool:
    """ "Not effective in all patients" leaves open in how many it is."""
    return (
        frame.denied
        and _IN_ALL.match(frame.sentence.text, frame.chunk.end - frame.sentence.start) is not None
    )


def for_other_ends(frame: Frame) -> bool:
    """ "Effective for rash", "effective in relieving pain": not against the disease."""
    text, said = frame.clause.text, [chunk.text.lower() for chunk in frame.clause.chunks[frame.at + 1 :][:2]]
    if _FOR_HARM.match(text, frame.at + 1) and said[0] == "for":
        return True
    doing = said[1] if _DOING.match(text, frame.at + 1) else ""
    return doing.endswith("ing") and doing not in _ENDS


_TO_OTHER = re.compile(r"z?t'*(?:z{1,3}[wz]+'*I|[zn]{0,2}Iz(?!$))|z?t'*Iz$")
""" "Responded to a survey on X", "to the X questionnaire"."""


def to_something_else(frame: Frame) -> bool:
    """Whether patients responded to something about a drug, and not to it."""
    responds = frame.chunk.text.lower().startswith("respond")
    return responds and _TO_OTHER.match(frame.clause.text, frame.at + 1) is not None


_ENDING = ("improv", "resolv", "revers", "regress", "subsid", "disappear", "diminish", "abat", "recover")
_REASONS = frozenset(("reason", "reasons", "cause", "causes", "indication", "indications"))
_BY_REMEDY = re.compile(r"[wb]'*I")
_ENROLLED = frozenset(("enrolled", "eligible", "excluded", "recruited"))


def explains(frame: Frame) -> bool:
    """ "The most common reason for stopping X", "managed with X", "those with side effects were enrolled"."""
    chunks, at = frame.clause.chunks, frame.at
    behind = [chunk.text.lower() for chunk in chunks[at + 1 : at + 3]]
    if len(behind) == 2 and behind[0] in _REASONS and behind[1] in ("for", "of"):
        return True
    if behind and behind[0].startswith(_ENDING):
        return True  # "frequently improves"
    if frame.chunk.text.lower().endswith("managed") and _BY_REMEDY.match(frame.clause.text, at + 1):
        return True
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    general = cue is not None and cue.outcome is not None
    return general and any(chunk.text.lower() in _ENROLLED for chunk in chunks[at:])
