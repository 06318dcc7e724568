"""What a sentence does not own: what it wants to show, doubts, sets as a condition, models or takes back."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Sentence
from kg.relate.clauses import Clause

_SHOW = r"(?:show|prove|demonstrate|establish|confirm|verify|conclude|determine|define|clarify|validate)"
_BE = r"(?:is|are|was|were|has|have|had|be|been|becomes?|became|proves?|proved)"
_GOOD = r"(?:(?:in)?effective|(?:in)?active|shown|proven|superior|inferior|tolerated|found|known|confirmed)"
_WHEN = r"(?:until|once(?! daily| a | every| weekly)|when(?:ever)?|where(?:ver)?|as long as|provided that)"
_AIMING = (
    r"(?:tr(?:y|ied)|attempt(?:ed|s)?|hoped?|want(?:ed)?|intend(?:ed|s)?|seeks?|sought|aim(?:ed|s)?"
    r"|plan(?:ned)?|power|powered|sized?|too small|under ?way|ongoing|needed|necessary|required|warranted"
    r"|awaited)"
)
_AHEAD = "|".join((  # governs what follows it
    # aims
    r"\b(?:aims?|goals?|purposes?|objectives?|intention|hope)\b[^.;]{0,60}?\b(?:was|is|were|are|being) to\b",
    rf"\b{_AIMING} to {_SHOW}\b",
    rf"\b(?:will|must|remains? to be|yet to be|needs? to be|ha(?:s|ve) to be) {_SHOW}(?:ed|n)?\b",
    r"\bhypothes[ie]s (?:is|was) that\b|\bshould (?:show|determine|clarify|tell)\b",
    # doubts
    r"\btempting to \w+ that\b|\bdoubt(?:s|ed|ful)? (?:that|whether|if)\b",
    r"\b(?:unlikely|false|wrong|incorrect|untrue) (?:that|to (?:say|conclude))\b",
    r"\b(?:nobody|no one|none)(?: has| have| of us)? (?:believe|show|claim|think|prove)[sdn]?\b",
    r"\bfew would (?:argue|claim|say|dispute)\b",
    r"\b(?:misconception|myth|rumou?r|speculation|fallacy|fear|concern) that\b",
    r"\b(?:disproved?|refuted?|rejected?|dismissed?) (?:that|the)\b",
    r"\bno (?:indication|sign|signal|hint) that\b",
    r"\b(?:erroneously|wrongly|mistakenly|falsely) (?:believe|claim|state|assume|report|suggest)\w*",
    r"\b(?:critics|advertise\w+|patients|manufacturers?|doctors) (?:say|said|stated?|claim(?:ed)?)\b",
    r"\baccording to (?:the )?(?:patients|manufacturers?|advertise\w+|participants)\b",
    # conditions and times that are over
    rf"\b{_WHEN}\s(?:\w+\s){{1,3}}?{_BE}\s(?:\w+\s)?{_GOOD}\b",
    r"\bin whom\s(?:\w+\s){1,3}(?:is|was) \w+",
    r"\b(?:once|formerly|previously|traditionally|historically|long) (?:considered|thought|believed)\b",
    r"\bused to be\b|^until (?:the )?(?:\d{4}|recently)",
    r"\bin the (?:former|latter|others?|rest|remainder)\b",
    # models
    r"\b(?:markov|hypothetical|simulated|simulation|decision[- ]analytic|decision|(?:health[- ])?economic)"
    r" (?:model|cohort|analys[ie]s|patients|showed|study|trial)",
))  # fmt: skip
_TAKEN_BACK = "|".join((
    r"\b(?:this|that|which|it) (?:is|was|has been|proved|proved to be)"
    r" (?:wrong|false|untrue|not true|incorrect|refuted)\b(?! that)",
    r"\b(?:could|did|do|does|can|were|was) ?n[o']t (?:be )?(?:able to )?"
    r"(?:confirm|support|reproduce|replicate|verify)(?:ed)? (?:this|these|that|it\b|such)",
    r"\bevidence that\b.{0,200} (?:is|was|remains) (?:weak|scarce|lacking|limited|poor|insufficient)\b",
    r"\bis what (?:patients|they|we) (?:were|was|are) told\b|\bdoes not apply to\b|^retract(?:ion|ed)\b",
    r"\b(?:interim|univariate|univariable|unadjusted)\b.{0,60}\bbut not\b",
))  # fmt: skip
_DOUBT = re.compile(rf"(?P<back>{_TAKEN_BACK})|{_AHEAD}", re.IGNORECASE)
_STOP = re.compile(r";|,? (?:but|however|nevertheless|whereas) ")


def without_doubtful(clauses: Sequence[Clause], sentence: Sentence) -> list[Clause]:
    """The clauses, those that a doubt governs as aims, which claim nothing."""
    doubt = _DOUBT.search(sentence.text)
    if doubt is None:
        return list(clauses)
    first, last = sentence.start + doubt.start(), sentence.end
    if doubt["back"]:
        first = sentence.start
    elif stop := _STOP.search(sentence.text, doubt.end()):
        last = sentence.start + stop.start()
    return [
        replace(clause, aims=True)
        if clause.chunks[-1].end > first and clause.chunks[0].start < last
        else clause
        for clause in clauses
    ]
