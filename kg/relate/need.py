"""A population still lacks a good option."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind, Mention, MentionType, PatientGroup, Population, Sentence
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import GOVERNORS, Frame, Whom, frames
from kg.relate.mutants import is_mutation, named

_OPTION_BEFORE = re.compile(r"(?P<option>[IY])(?:i'*[OjpS])?x?[zE']*$")
_OPTION_AFTER = re.compile(r"['nzq]{0,3}[IY]")
_IS_NEED = re.compile(r"Ox['z7]*$")
_TREATED = re.compile(r"(?:^|,)[z']{0,2}(?:(?P<care>[zYcI])l'*)?[nz']{0,2}[OjS]['z]{0,2},?$")
_MUTATED = re.compile(r"(?:^|[,'k])[zsG']{0,4}[MR](?:[zG]*(?:,|,?[&|])['zG]*[MR])*[z']{0,6}[^xFCrN]{0,4}$")
_CARE = frozenset(("management", "treatment", "therapy", "care", "stage", "stages", "phases", "forms"))


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind need; "further studies are needed" is none, as what is needed is no option."""
    if clause.aims:
        return
    for frame in frames(clause, "F", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if cue is None or cue.kind != ClaimKind.NEED or frame.denied:
            continue
        if cue.agent_side == "before":
            whom = _challenged(frame)
        elif cue.polarity < 0 or _option(clause, frame.at):
            whom = _said_of(frame) or frame.whom()
        else:
            continue
        if whom.population is not None:
            yield frame.claim(ClaimKind.NEED, "unmet", "need.finding", None, whom)


def _said_of(frame: Frame) -> Whom | None:
    """ "Blast phase remains an unmet need in CML": blast phase."""
    match = _IS_NEED.search(frame.clause.text, 0, frame.at)
    chunk = frame.clause.chunks[match.start()] if match else None
    return Whom(chunk.population, chunk.mentions) if chunk else None


def _option(clause: Clause, at: int) -> bool:
    """Whether what is needed or limited is an option; "studies of X are needed" asks for studies.

    "The need for X" of what there is asks for its use, and not for something else.
    """
    text = clause.text
    option = _OPTION_BEFORE.search(text, 0, at)
    if option is not None and text[: option.start()].rstrip("'nz")[-1:] not in GOVERNORS:
        return True
    behind = _OPTION_AFTER.match(text, at + 1)
    concepts = [c for g in clause.chunks[behind.end() - 1].given for c in g.agent.concepts] if behind else []
    at_hand = [c for c in concepts if c.type is not MentionType.DRUG_CLASS and c.id != _NEW]
    return behind is not None and not at_hand


_NEW = "investigational-therapy"


def _challenged(frame: Frame) -> Whom:
    """Patients, or a mutation, whose treatment is said to be a challenge; a diagnosis may be one too."""
    clause = frame.clause
    before = clause.text[: frame.at]
    if treated := _TREATED.search(before):
        care = clause.chunks[treated.start("care")] if treated["care"] else None
        return frame.whom() if care is None or care.symbol in "YcI" or care.text.lower() in _CARE else Whom()
    if not _MUTATED.search(before):
        return Whom()
    stretches = [clause.chunks[: frame.at]]
    if clause.before is not None and re.search(r"M['z]*$", clause.before.text):
        stretches.insert(0, clause.before.chunks)  # "the T315I mutation and compound mutants remain ..."
    found = [mention for stretch in stretches for mention in named(stretch, frame.discourse.terms)]
    mutations = [mention for mention in found if is_mutation(mention, frame.discourse.terms)]
    groups = [_carriers(mention) for mention in mutations]
    return Whom(Population(tuple(dict.fromkeys(groups))), tuple(mutations)) if groups else Whom()


def _carriers(mention: Mention) -> PatientGroup:
    """Those who carry the mutation."""
    assert mention.concept is not None
    label = mention.concept.label
    return PatientGroup(
        label if label.endswith("mutation") else f"{label} mutation", mutation=mention.concept
    )
