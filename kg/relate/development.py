"""The agent is in preclinical or clinical development."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind, MentionType, Sentence
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.findings import agents
from kg.relate.frame import Frame, frames

_SAID_OF = re.compile(r"(?:x[zEN']*|I,?(?:ux{1,2})?z?)$")
_STAGE = (
    r"(?:(?:an?|the|two|three|several|many|various|early|later?|advanced|ongoing|active|further|different|multiple"
    r"|randomi[sz]ed|open-label|clinical|pre-?clinical|human|and|or|phases?|stages?|[1-4]|I{1,3}[ab]?|IV)"
    r"[ /-]+){0,6}"
    r"(?:trials?|stud(?:y|ies)|testing|development|evaluation|investigation|phase (?:[1-3]|I{1,3})\b)"
)
_IN_TRIALS = re.compile(
    r"(?:\s?\([^()]{1,30}\))?"
    r"(?:,? (?:which |that )?(?:is|are|has|have)(?: also| both| all| been)?|,(?! in\b))"
    r"(?: currently| now| still| already| recently| just| presently)*"
    r" (?:being (?:clinically )?(?:evaluated|tested|investigated|studied|assessed|explored|examined) in"
    r"|(?P<in>in)|under|undergoing|entered(?: into)?|entering|advanced (?:in)?to|moved (?:in)?to"
    rf"|progressed to|reached) (?P<stage>{_STAGE})"
)
_ONE_IN = re.compile(
    r"(?:,| is| are) (?:an?|two|the) (?:(?! (?:with|that|which|for|in|on) )[^,;()]){0,60}?"
    r"(?: currently| now| still)? (?:in|under|undergoing) "
    rf"(?=[^,;]{{0,40}}(?:development|evaluation|investigation|testing|trials)\b){_STAGE}"
)
_INCLUDE = re.compile(r"x'?(?P<members>I)")
_SUCH = r"(?:[\w/-]+,? ){0,4}"
_IS_TRIED = re.compile(
    rf"(?:\s?\([^()]{{1,30}}\))?(?:,| is| are| remains) (?:an? |the |two |three )?{_SUCH}"
    rf"(?:investigational|experimental) {_SUCH}(?:agent|drug|compound|inhibitor|TKI|therapy|molecule)"
)
_UNPROVEN = re.compile(r"\b(?:investigational|experimental) (?:(?:agent|drug|compound|inhibitor|TKI) )?$")
_TRIALS_OF = re.compile(
    r"(?:trials?|stud(?:y|ies)) (?:(?:of|with|evaluating|testing|investigating|assessing|exploring) )"
    r"(?:the (?:combination|use|efficacy|safety|efficacy and safety) of )?$"
)
_GO_ON = re.compile(
    r"[^,;]{0,80} (?:is|are) (?:currently |now |still |also )?"
    r"(?:ongoing|on-going|underway|under way|in progress)"
)
_TELLING = re.compile(r"phase|clinical|trial|development|late|earl|going$")
"""What makes "in studies" a stage of development."""


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind development."""
    if clause.aims:
        return
    for frame in frames(clause, "F", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if cue is None or cue.kind != ClaimKind.DEVELOPMENT:
            continue
        # "Evaluation of X in clinical trials", "enrolled in trials of X" are no more than studies.
        named_behind = cue.agent_side == "before" and clause.text[frame.at + 1 : frame.at + 2] == "l"
        if cue.agent_side == "after" or (_SAID_OF.search(clause.text[: frame.at]) and not named_behind):
            members = _INCLUDE.match(clause.text, frame.at + 1)  # "agents in development include X"
            named = clause.chunks[members.start("members")].given if members else ()
            for given in named or agents(frame, cue.agent_side):
                yield frame.claim(ClaimKind.DEVELOPMENT, cue.direction, "development.finding", given)
    for at, chunk in enumerate(clause.chunks):
        if chunk.symbol == "I" and _is_tried(clause, at, sentence):
            frame = Frame(clause, at, sentence, discourse)
            for given in chunk.given:
                yield frame.claim(ClaimKind.DEVELOPMENT, "in development", "development.stage", given)


def _is_tried(clause: Clause, at: int, sentence: Sentence) -> bool:
    """Whether the words around agents say that they are in trials now, or investigational."""
    chunk, last = clause.chunks[at], clause.chunks[-1]
    first, end = clause.chunks[0].start - sentence.start, last.end - sentence.start
    before = sentence.text[first : chunk.start - sentence.start]
    found = _IN_TRIALS.match(sentence.text, chunk.end - sentence.start, end)
    if _KIND.search(clause.text[:at]):
        return False
    subject = clause.text[:at].rstrip("'zn")[-1:] not in _GOVERNORS
    if found and subject and (not found["in"] or _TELLING.search(found["stage"])):
        return True
    if _IS_TRIED.match(sentence.text, chunk.end - sentence.start, end):
        return True
    if _ONE_IN.match(sentence.text, chunk.end - sentence.start, end):
        return True
    if _UNPROVEN.search(before):
        return all(c.type is MentionType.DRUG for given in chunk.given for c in given.agent.concepts)
    return bool(_TRIALS_OF.search(before) and _GO_ON.match(sentence.text, chunk.end - sentence.start, end))


_KIND = re.compile(r"I(?:,|x)['zGn7&]*$")
""" "X, a potent inhibitor" says what X is."""
_GOVERNORS = frozenset("kVtlwbi~+")
"""What comes behind these is no subject ("with X, are in trials")."""
