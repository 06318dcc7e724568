"""What a sentence does not own: what it wants to show, doubts, sets as a condition, models or takes back."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Sentence
from kg.relate.clauses import Clause

_SHOW = r"(?:show|prove|demonstrate|establish|confirm|verify|conclude|determine|define|clarify|validate)"
_SHOWING = (
    "show shown prove proven proved demonstrate demonstrated establish established confirm confirmed verify"
    " verified conclude concluded determine determined define defined clarify clarified validate validated"
)
_BE = r"(?:is|are|was|were|has|have|had|be|been|becomes?|became|proves?|proved)"
_GOOD = r"(?:(?:in)?effective|(?:in)?active|shown|proven|superior|inferior|tolerated|found|known|confirmed)"
_WHEN = r"(?:until|once(?! daily| a | every| weekly)|when(?:ever)?|where(?:ver)?|as long as|provided that)"
_AIMING = (
    r"(?:tr(?:y|ied)|attempt(?:ed|s)?|hoped?|want(?:ed)?|intend(?:ed|s)?|seeks?|sought|aim(?:ed|s)?"
    r"|plan(?:ned)?|power|powered|sized?|too small|under ?way|ongoing|needed|necessary|required|warranted"
    r"|awaited)"
)
_AHEAD = (  # what governs that which follows it, each with words of which one is in it
    (
        "aim aims goal goals purpose purposes objective objectives intention hope",
        r"\b(?:aim|goal|purpose|objective|intention|hope)s?\b[^.;]{0,60}?\b(?:was|is|were|are|being) to\b",
    ),
    (_SHOWING, rf"\b{_AIMING} to {_SHOW}\b"),
    (_SHOWING, rf"\b(?:will|must|remains? to be|yet to be|needs? to be|ha(?:s|ve) to be) {_SHOW}(?:ed|n)?\b"),
    ("hypothesis hypotheses", r"\bhypothes[ie]s (?:is|was) that\b"),
    ("should", r"\bshould (?:show|determine|clarify|tell)\b"),
    ("tempting doubt doubts doubted", r"\btempting to \w+ that\b|\bdoubt(?:s|ed)? (?:that|whether|if)\b"),
    (
        "doubtful unlikely false wrong incorrect untrue",
        r"\b(?:doubtful|unlikely|false|wrong|incorrect|untrue) (?:that|whether|if|to (?:say|conclude))\b",
    ),
    (
        "nobody one none",
        r"\b(?:nobody|no one|none)(?: has| have| of us)? (?:believe|show|claim|think|prove)[sdn]?\b",
    ),
    ("few", r"\bfew (?:would (?:argue|claim|say|dispute)|\w+ (?:recommend|advise|advocate|prefer))\b"),
    (
        "misconception myth rumour speculation fallacy fear concern indication sign signal hint",
        r"\b(?:misconception|myth|rumour|speculation|fallacy|fear|concern"
        r"|no (?:indication|sign|signal|hint)) that\b",
    ),
    (
        "disproved refute refuted reject rejected dismissed",
        r"\b(?:disproved?|refuted?|rejected?|dismissed?) (?:that|the)\b",
    ),
    (
        "erroneously wrongly mistakenly falsely",
        r"\b(?:erroneously|wrongly|mistakenly|falsely) (?:believe|claim|state|assume|report|suggest)\w*",
    ),
    (
        "say said state stated claim claimed",
        r"\b(?:critics|advertise\w+|patients|manufacturers?|doctors) (?:say|said|stated?|claim(?:ed)?)\b",
    ),
    ("according", r"\baccording to (?:the )?(?:patients|manufacturers?|advertise\w+|participants)\b"),
    (
        "until once when whenever where wherever long provided",
        rf"\b{_WHEN}\s(?:\w+\s){{1,3}}?{_BE}\s(?:\w+\s)?{_GOOD}\b",
    ),
    ("whom", r"\bin whom\s(?:\w+\s){1,3}(?:is|was) \w+"),
    (
        "considered thought believed",
        r"\b(?:once|formerly|previously|traditionally|historically|long) (?:considered|thought|believed)\b",
    ),
    (
        "previously formerly historically traditionally",
        r"^(?:previously|formerly|historically|traditionally),? .{0,100}?\b(?:was|were)"
        r" (?:considered|thought|believed|regarded)\b",
    ),
    ("used", r"\bused to be\b"),
    ("until", r"^until (?:the )?(?:\d{4}|recently)"),
    ("former latter other others rest remainder", r"\bin the (?:former|latter|others?|rest|remainder)\b"),
    (
        "markov hypothetical simulated simulation decision economic",
        r"\b(?:markov|hypothetical|simulated|simulation|decision(?:[- ]analytic)?|economic)"
        r" (?:model|cohort|analys[ie]s|patients|showed|study|trial)",
    ),
)
_TAKEN_BACK = (
    (
        "wrong false untrue true incorrect refuted",
        r"\b(?:this|that|which|it) (?:is|was|has been|proved|proved to be)"
        r" (?:wrong|false|untrue|not true|incorrect|refuted)\b(?! that)",
    ),
    (
        "confirm confirmed support supported reproduce reproduced replicate replicated verify verified",
        r"\b(?:could|did|do|does|can|were|was) ?n[o']t (?:be )?(?:able to )?"
        r"(?:confirm|support|reproduce|replicate|verify)(?:ed)? (?:this|these|that|it\b|such)",
    ),
    (
        "evidence",
        r"\bevidence that\b.{0,200} (?:is|was|remains) (?:weak|scarce|lacking|limited|poor|insufficient)\b",
    ),
    (
        "thought believed said expected considered assumed hoped",
        r"\b(?:thought|believed|said|expected|considered|assumed|hoped) to be\b.{0,80} but"
        r" (?:(?:is|was|are|were|did|does|do) not|proved|turned out)\b",
    ),
    ("told apply", r"\bis what (?:patients|they|we) (?:were|was|are) told\b|\bdoes not apply to\b"),
    ("retraction retracted", r"^retract(?:ion|ed)\b"),
    (
        "interim univariate univariable unadjusted",
        r"\b(?:interim|univariate|univariable|unadjusted)\b.{0,60}\bbut not\b",
    ),
)
_STOP = re.compile(r";|,? (?:but|however|nevertheless|whereas) ")
_WORD = re.compile(r"[a-z]+")
_Patterns = dict[str, list[tuple[re.Pattern[str], bool]]]


def _by_word() -> _Patterns:
    """The patterns by their words, each with whether it takes back the whole sentence."""
    patterns: _Patterns = {}
    for table, whole in ((_TAKEN_BACK, True), (_AHEAD, False)):
        for words, pattern in table:
            for word in words.split():
                patterns.setdefault(word, []).append((re.compile(pattern), whole))
    return patterns


_BY_WORD = _by_word()
_WORDS = _BY_WORD.keys()


def without_doubtful(clauses: Sequence[Clause], sentence: Sentence) -> list[Clause]:
    """The clauses, those that a doubt governs as aims, which claim nothing."""
    text = sentence.text.lower()
    spans: list[tuple[int, int]] = []
    for word in _WORDS & set(_WORD.findall(text)):
        for pattern, whole in _BY_WORD[word]:
            if doubt := pattern.search(text):
                stop = None if whole else _STOP.search(text, doubt.end())
                spans.append((0 if whole else doubt.start(), stop.start() if stop else len(text)))
    return [_doubted(clause, sentence, spans) for clause in clauses] if spans else list(clauses)


def _doubted(clause: Clause, sentence: Sentence, spans: Sequence[tuple[int, int]]) -> Clause:
    first, last = clause.chunks[0].start - sentence.start, clause.chunks[-1].end - sentence.start
    return replace(clause, aims=True) if any(last > low and first < high for low, high in spans) else clause
