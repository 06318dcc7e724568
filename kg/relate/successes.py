"""Responses and outcomes that speak well of an agent, without a word for its efficacy."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind
from kg.relate.chunks import Given
from kg.relate.findings import BRACKETS, claims, said_words
from kg.relate.frame import Frame

_LASTED = re.compile(r"U(?:t'*(?P<agent>I))?x{1,2}z?(?P<how>7)")
_PRODUCED = re.compile(r"F(?:[z,&Q']{0,3})[UQ](?:[&,]*Q)*(?![z]?[i(]?#)")
_SEEN = re.compile(r"U[^xFCVIN;#]{0,8}x{1,3}E?z?[oh](?:z?[wbi]'*(?P<agent>I))?")
_ACHIEVES = re.compile(r"I[xzE]{0,2}h['7]*$")
""" "X can achieve responses"."""
_NOBODY = re.compile(r"N'?[z(),#]{0,4}[pO][^uwFCV#]{0,4}[hxozr]{1,2}['z7]*$")
_SUCCESS = re.compile(r"7(?:[z&,7Q'l]{0,5})[UQq]|7z")
_BY_SUBJECT = re.compile(r"I(?:[li]'?O)?(?:x{1,2}q,?&)?[xzFhE',]{1,5}(?:7[z&,]{0,2})*$")
_GOES_ON = re.compile(r"[xzFhE',]{1,4}(?:7[z&,]{0,2})*")
_WITH_AGENT = re.compile(r"[zl]{0,2}[xoh]{0,3}[wbi]'*(?:z?Y[wl])?I")
_HAD = re.compile(r"[pO][^uFCV;]{0,4}[hxF]'?$")
_TO_AGENT = re.compile(r"t'*I")
_OF_A_MUTANT = re.compile(r"^[^I]*[MRGA][^I]*F'?$")
_SHARE = re.compile(r"[^.;]{0,60}\d\s?%")
""" "CCyR in 10% to 15% of patients" says in how many, even where it is no single number."""
_RATES = frozenset(("rate", "rates", "proportion", "incidence", "frequency", "degree"))
_PLAIN = frozenset(
    ("clinical", "objective", "overall", "antileukemic", "therapeutic", "treatment", "long", "term")
)
"""What may stand before responses that were seen; "impaired responses" are no success."""


def productive(frame: Frame) -> Iterator[Claim]:
    """ "X induces cytogenetic responses", "responses were seen with X"; rates that follow are told apart."""
    text, cue = frame.clause.text, frame.chunk.atom.cue if frame.chunk.atom else None
    if set(text) & set("CV#") or _SHARE.match(frame.sentence.text, frame.chunk.end - frame.sentence.start):
        return
    given: tuple[Given, ...] = ()
    if frame.chunk.symbol == "U":
        before = frame.clause.chunks[: frame.at]
        start = len(text[: frame.at].rstrip("'z7nQ&"))
        head = text[:start][-1:] in ("", ",", ":", ";", "B") and all(
            chunk.symbol != "z" or chunk.text.lower() in _PLAIN for chunk in before[start:]
        )
        if _NOBODY.search(text, 0, frame.at):
            given = frame.agents_after() or frame.under()
        elif head and not frame.denied and (match := _LASTED.match(text, frame.at)):
            how, behind = frame.clause.chunks[match.start("how")].atom, match.start("agent")
            if how is not None and how.cue is not None and how.cue.direction == "effective":
                given = frame.clause.chunks[behind].given if behind != -1 else frame.under()
        elif _ACHIEVES.search(text, 0, frame.at) and not frame.denied:
            given = frame.subject()
        elif head and (match := _SEEN.match(text, frame.at)):
            behind = match.start("agent")
            given = frame.clause.chunks[behind].given if behind != -1 else frame.under()
    else:
        brings = cue is not None and cue.kind == ClaimKind.SAFETY and cue.direction == "observed"
        match = _PRODUCED.match(text, frame.at) if brings else None
        said = frame.clause.chunks[match.end() - 1].concept if match else None
        bad = said is not None and frame.discourse.terms.undesirable(said)
        given = frame.subject() if match and not bad else ()
    yield from claims(frame, "effective", given, "efficacy.success")


def successful(frame: Frame) -> Iterator[Claim]:
    """ "X induced significant responses", "high response rates were achieved with X"."""
    text, cue = frame.clause.text, frame.chunk.atom.cue if frame.chunk.atom else None
    chunks = frame.clause.chunks
    match = _SUCCESS.match(text, frame.at)
    said = chunks[match.end() - 1].concept if match else None
    if match and text[match.end() - 1] == "z" and chunks[match.end() - 1].text.lower() not in _ENDS:
        return
    if match and text[match.end() - 1] == "q" and (said is None or said.id != "efficacy"):
        return
    if (
        match is None
        or cue is None
        or set(BRACKETS.sub("", text)) & set("CV")
        or text[frame.at - 1 : frame.at] == "7"
    ):
        return
    if said is not None and frame.discourse.terms.undesirable(said):
        return  # "substantial mortality"
    if _OF_A_MUTANT.search(text, 0, frame.at):
        return  # "T315I is associated with poor survival": a prognosis
    within = range(frame.at, match.end())
    if any(text[at] == "l" and chunks[at - 1].text.lower() not in _RATES for at in within):
        return  # "significant loss of response"
    if _BY_SUBJECT.search(text, 0, frame.at) or _GOES_ON.fullmatch(text, 0, frame.at):
        given = frame.subject()
    else:
        behind = _WITH_AGENT.match(text, match.end())
        if behind is None and _HAD.search(text, 0, frame.at):
            behind = _TO_AGENT.match(text, match.end())
        given = chunks[behind.end() - 1].given if behind else ()
    yield from claims(frame, cue.direction, given, "efficacy.success")


_FARED = re.compile(r"(?P<what>[zQU])(?:[liw]'*[z#]*[pO]?)?,?(?:ux?)?[liw]?'*(?P<agent>I)x{1,2}z?$")
_ONE_BY_ONE = re.compile(r"$|[,;.&]")


def faring(frame: Frame) -> Iterator[Claim]:
    """ "The outcome of patients treated with X is excellent"."""
    match = _FARED.search(frame.clause.text, 0, frame.at)
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if match is None or cue is None or not _ONE_BY_ONE.match(frame.clause.text, frame.at + 1):
        return
    chunks = frame.clause.chunks
    if said_words((chunks[match.start("what")],)) & _FATES and not set(frame.clause.text) & set("CV#"):
        yield from claims(frame, cue.direction, chunks[match.start("agent")].given, "efficacy.success")


_ENDS = frozenset(("outcome", "outcomes", "results"))
_FATES = frozenset(("prognosis", "outcome", "outcomes", "survival", "results"))
