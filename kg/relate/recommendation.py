"""A guideline, an expert or the authors recommend an action."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Agent, Claim, ClaimKind, Concept, PatientGroup, Population, Sentence, Status
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import GOVERNORS, Frame, frames
from kg.relate.options import options

_DIRECTLY = re.compile(r"['znr1]{0,3}(?:@['z]{0,3}Y)?a?(?P<agent>I)")
_TO_DRUG = re.compile(r"a['zn&|,ma]{0,4}(?P<agent>I)")
_FROM_TO = re.compile(r"aIt['n]{0,2}(?P<agent>I)")
_DOSE_OF = re.compile(r"(?:yl'*(?P<of>I)|(?P<modifier>I)y)[z']*$")
_IS_DRUG = re.compile(r"['zY]{0,3}[il]?['z]*O?['z]*E?(?P<is>x)['zGclY]{0,6}(?P<agent>I)")
_A_DRUG_THAT_IS = re.compile(r"Ix['zGn7]{0,5}[IY],?$")
_BECOME = re.compile(r"xz{0,2}i'?z{1,3}$")
""" "X has become over the years the standard treatment"."""
_TO_AGENT = re.compile(r"[ti]'?(?P<agent>I)")
_CHANGED = re.compile(r"(?P<agent>X)(?P<change>m)(?:\(d\))?[xzEN]*$")
_CHANGES = {
    "discontinuation": "discontinuation", "cessation": "discontinuation", "withdrawal": "discontinuation",
    "interruption": "dose-interruption", "dose escalation": "dose-escalation",
    "dose increase": "dose-escalation", "dose reduction": "dose-reduction",
}  # fmt: skip
_NOT_TO = re.compile(r"[xzE]{0,2}N")
""" "Patients should not be switched to X"."""
_LICENSED = ("approv", "licens", "author", "regist", "grant", "receiv", "gain", "fda", "ema")
_OFFERED = ("should be offered", "should be given")
_SETTING = re.compile(r"[ik][^,eFCq]*,")
_FINITE = ("should", "can", "may", "must", "could", "might", "received", "granted", "gained",
           "is ", "are ", "remains ", "has become ")  # fmt: skip
_WATCHING = frozenset(("monitoring", "mutation-testing"))
_EARLY = frozenset(("chronic-myeloid-leukemia", "chronic-phase-cml", "newly-diagnosed-cml"))
_SOME = frozenset(("several", "some", "many", "other", "various", "multiple", "two", "three"))
_LINES = {
    "first": "first-line", "front": "first-line", "second": "second-line", "2nd": "second-line",
    "third": "third-line", "3rd": "third-line", "upfront": "first-line", "initial": "first-line",
}  # fmt: skip
_PRETREATED = re.compile(
    r"\b(?:previously treated with|pretreated with|treated previously with"
    r"|(?:had|have|with|received) (?:\w+ )?(?:prior|previous) (?:therap|treatment|TKI|tyrosine))"
)
_LINE = re.compile(
    r"\b(?:(first|front|second|2nd|third|3rd)[- ]?line|(upfront)|(initial) (?:treatment|therapy))\b",
    re.IGNORECASE,
)


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind recommendation."""
    if clause.aims:
        return
    for frame, agents in options(clause, sentence, discourse):
        whom = frame.whom()
        for given in agents:
            action = _implied(frame, given, whom.population, None)
            if action is not None:
                yield frame.claim(
                    ClaimKind.RECOMMENDATION, "recommended", "recommendation.option", given, whom,
                    outcome=action, status=Status.HEDGED,
                )  # fmt: skip
    advice = sorted(
        [*frames(clause, "r", sentence, discourse), *frames(clause, "e", sentence, discourse)],
        key=lambda frame: frame.at,
    )
    for number, frame in enumerate(advice):
        if clause.text[: frame.at].rstrip("z")[-1:] == "t":
            continue  # "data to recommend X are insufficient"
        if _is_past(frame):
            continue
        if clause.text[frame.at + 1 : frame.at + 2] == "'":
            continue  # "should be considered a high-risk group"
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        status, direction = frame.status(), "recommended"
        if frame.denied or _NOT_TO.match(clause.text, frame.at + 1):
            direction, status = "not recommended", Status.ASSERTED
            if frame.chunk.text.lower().startswith(_LICENSED):
                continue  # what is not approved is not advised against
        if status is Status.ASSERTED and cue is not None and cue.direction == "hedged":
            status = Status.HEDGED
        if cue is not None and cue.direction == "against":
            direction = "not recommended"
        low = advice[number - 1].at if number else 0
        high = advice[number + 1].at if number + 1 < len(advice) else len(clause.text)
        whom = frame.whom()
        for given, action in _advised(frame, low, high, whom.population):
            yield frame.claim(
                ClaimKind.RECOMMENDATION,
                direction,
                "recommendation.action",
                given,
                whom,
                outcome=action,
                status=status,
            )


def _is_past(frame: Frame) -> bool:
    """ "Before Y, X was the standard treatment"."""
    before = frame.clause.chunks[frame.at - 1].text.lower() if frame.at else ""
    return before in ("was", "were") and _says_standard(frame.chunk)


def _says_standard(chunk: Chunk) -> bool:
    return bool({"standard", "choice", "mainstay"} & set(chunk.text.split()))


def _advised(
    frame: Frame, low: int, high: int, population: Population | None
) -> Iterator[tuple[Given, Concept]]:
    """(agent, action) pairs: actions with their drugs, else a bare drug with the action its use implies."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    side, said = (cue.agent_side, cue.outcome) if cue is not None else ("", None)
    if side != "after" and (changed := _CHANGED.search(frame.clause.text, 0, frame.at)):
        yield from _change(frame, changed)
        return
    actions = [
        pair
        for index in range(low, high)
        if frame.clause.text[index] == "a" and _is_advised(frame, index, side)
        for pair in _acted(frame, index, high, population)
    ]
    if actions or frame.chunk.symbol == "e":
        yield from actions
    elif said is not None and said.id in _WATCHING:
        yield from ((given, said) for given in _watched(frame, population))
    elif said is not None and said.id != "first-line":
        named = _meant(frame, side) if side == "after" else _dosed(frame) or frame.subject()
        yield from ((given, said) for given in named)
    else:
        for given in _meant(frame, side):
            if said is not None and _is_some_of(frame, given):
                continue
            action = _implied(frame, given, population, said)
            if action is not None:
                yield given, action


def _is_some_of(frame: Frame, given: Given) -> bool:
    """Whether only some of a class are meant ("several inhibitors are approved")."""
    starts = {mention.start for mention in given.mentions}
    chunks = frame.clause.chunks
    return any(chunk.start in starts and before.text.lower() in _SOME for before, chunk in pairwise(chunks))


def _is_advised(frame: Frame, index: int, side: str) -> bool:
    """Whether an action is what is advised: it follows, or it is the subject, under no patients."""
    before = frame.clause.text[:index]
    if before.rstrip("'z")[-1:] in (*GOVERNORS, "c"):
        return False  # "stopping X with careful monitoring"
    if "," in frame.clause.text[index : frame.at]:
        return False
    if setting := _SETTING.match(before):
        before = before[setting.end() :]  # "in patients with A, ..."
    return side == "before" or index > frame.at or not set(before) & set("pOjukwI")


def _acted(
    frame: Frame, index: int, high: int, population: Population | None
) -> Iterator[tuple[Given, Concept]]:
    atom = frame.clause.chunks[index].atom
    action = atom.cue.outcome if atom and atom.cue else None
    if action is None:
        return
    if action.id in _WATCHING:
        yield from ((given, action) for given in _watched(frame, population))
        return
    pattern = _FROM_TO if frame.clause.chunks[index].text.lower().endswith("from") else _TO_DRUG
    if match := pattern.match(frame.clause.text, index, high):
        yield from ((given, action) for given in frame.clause.chunks[match.start("agent")].given)


def _change(frame: Frame, match: re.Match[str]) -> Iterator[tuple[Given, Concept]]:
    """ "Imatinib discontinuation", "imatinib dose escalation"."""
    change = _CHANGES.get(frame.clause.chunks[match.start("change")].text.lower())
    for mention in frame.clause.chunks[match.start("agent")].mentions:
        if change and mention.concept:
            action = frame.discourse.terms.lexicon.concept(change)
            yield Given(Agent((mention.concept,)), (mention,)), action


def _watched(frame: Frame, population: Population | None) -> tuple[Given, ...]:
    """The drug whose patients are monitored: the clause's only one, else the one that they fail."""
    named = [chunk.given for chunk in frame.clause.chunks if chunk.symbol == "I"]
    if named:
        return named[0] if len(named) == 1 else ()
    drugs = {group.drug for group in (population.groups if population else ()) if group.drug}
    return tuple(Given(Agent((drug,)), ()) for drug in sorted(drugs))


def _dosed(frame: Frame) -> tuple[Given, ...]:
    """ "The dose of X should be reduced": X."""
    match = _DOSE_OF.search(frame.clause.text, 0, frame.at)
    if match is None:
        return ()
    return frame.clause.chunks[match.start("of") if match["of"] else match.start("modifier")].given


def _meant(frame: Frame, side: str) -> tuple[Given, ...]:
    """The drugs that are recommended."""
    text = frame.clause.text
    if side == "after":  # not "these data support further study of X"
        if match := _DIRECTLY.match(text, frame.at + 1):
            return frame.clause.chunks[match.start("agent")].given
        passive = frame.chunk.text.lower().startswith(_OFFERED)  # "X should be offered to those with A"
        direct = text[: frame.at].rstrip("z").endswith("I") and text.count("I", 0, frame.at) == 1
        return frame.subject() if passive and direct else ()
    if frame.chunk.text.lower().startswith("granted") and (to := _TO_AGENT.match(text, frame.at + 1)):
        return frame.clause.chunks[to.start("agent")].given  # "the FDA granted approval to X"
    before = text[: frame.at].rstrip("zNE'")
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    loose = cue is not None and (cue.direction in ("hedged", "against") or not side)
    named_so = _A_DRUG_THAT_IS.search(before) is not None
    become = bool(_BECOME.search(text[: frame.at])) and _says_standard(frame.chunk)
    if before[-1:] == "x" or become or named_so or loose or frame.chunk.text.lower().startswith(_FINITE):
        return frame.subject() or (() if side else frame.agents_after("r"))
    if not before.strip(","):  # "the standard treatment of A is X", but not "the approved dose"
        match = _IS_DRUG.match(text, frame.at + 1)
        if match and frame.clause.chunks[match.start("is")].text.lower() not in ("was", "were"):
            return frame.clause.chunks[match.start("agent")].given
    return ()


def _implied(
    frame: Frame, given: Given, population: Population | None, said: Concept | None
) -> Concept | None:
    """A transplantation is its own action; a drug is for the line said, or that its patients imply."""
    lexicon, terms = frame.discourse.terms.lexicon, frame.discourse.terms
    if any(terms.is_a(concept, "stem-cell-transplantation") for concept in given.agent.concepts):
        return lexicon.concept("transplantation")
    groups = population.groups if population else ()
    said_here = " ".join(chunk.text for chunk in frame.clause.chunks)
    lines = {_LINES[next(filter(None, m.groups())).lower()] for m in _LINE.finditer(said_here)}
    if any(group.status or group.mutation for group in groups):
        lines.discard("first-line")  # "resistant to first-line X"
    if len(lines) == 1:
        return lexicon.concept(lines.pop())
    if any(group.disease and group.disease.id == "newly-diagnosed-cml" for group in groups):
        return lexicon.concept("first-line")
    if groups and all(_needs_another(group, given) for group in groups):
        return lexicon.concept("switch")
    if _PRETREATED.search(said_here) and not set(frame.clause.text) & set("N-"):
        return lexicon.concept("switch")
    if set(frame.clause.text[frame.at :]) & set("skNR-"):
        return None  # some status or treatment before narrows them
    early = groups and all(group.disease and group.disease.id in _EARLY for group in groups)
    return said if early else None


def _needs_another(group: PatientGroup, given: Given) -> bool:
    """Whether patients have had another drug before: they fail one, or carry a mutation."""
    return bool(group.mutation or (group.status and group.drug not in given.agent.concepts))
