"""A trace in plain lines."""

from collections.abc import Callable, Iterator

from kg.explain.trace import ClauseTrace, SentenceTrace
from kg.graph.mapping.words import plain_words, population
from kg.graph.rules import load_rules
from kg.model import Claim, Mention
from kg.terminology.lexicon import Cue

_WIDTH = 12
Shown = Callable[[int], int]


def told(trace: SentenceTrace, shown: Shown = int) -> Iterator[str]:
    """The lines of one sentence; offsets as ``shown`` gives them."""
    sentence = trace.sentence
    yield f"{shown(sentence.start)}-{shown(sentence.end)}  {' '.join(sentence.text.split())}"
    mentions = [f"{_at(m.start, m.end, shown)} {m.text!r} {_named(m)}" for m in trace.mentions]
    yield from _block("mentions", mentions or ["none"])
    yield from _block(
        "cues", [f"{_at(cue.start, cue.end, shown)} {_meant(cue.value)}" for cue in trace.cues] or ["none"]
    )
    if not trace.clauses:
        yield from _block("passed over", [_passed_over(trace)])
    for number, clause in enumerate(trace.clauses, start=1):
        parts = " | ".join(f"{chunk.symbol} {chunk.text}" for chunk in clause.clause.chunks)
        yield from _block(f"clause {number}", [parts])
        for claim in clause.claims:
            yield from _block("  claim", _claim(claim, clause, trace, shown))
        yield from _block("  claims", ["nothing"] if not clause.claims else [])
        yield from _block("  because", clause.doubts)


def rule(id: str, confidence: str = "") -> str:
    """What a rule looks for, and how often it was right."""
    known = load_rules().get(id)
    if known is None:
        return id
    counted = f"right in {known.right} of {known.found} annotated rows" if known.found else "not yet measured"
    return f"{id}: {known.definition} Confidence {confidence or known.confidence} ({counted})."


def _claim(claim: Claim, clause: ClauseTrace, trace: SentenceTrace, shown: Shown) -> list[str]:
    lines = [f"{claim.kind}: {plain_words(claim)} ({claim.status})", f"by {rule(claim.rule)}"]
    if claim.population:
        lines.append(f"{population(claim.population)}, {_whence(claim, clause, trace, shown)}")
    for reference in claim.evidence.references:
        back, begin = reference.antecedent, trace.sentence.start
        said = trace.sentence.text[reference.start - begin : reference.end - begin]
        lines.append(f"{said!r} points back to {back.text!r} at {shown(back.start)}")
    return lines


def _whence(claim: Claim, clause: ClauseTrace, trace: SentenceTrace, shown: Shown) -> str:
    """Where the population of a claim was read."""
    for chunk in clause.clause.chunks:
        if chunk.symbol == "O" and chunk.population == claim.population:
            return f"from {chunk.text!r} at {shown(chunk.start)}"
    if claim.population == trace.topic:
        return "whom the text is about"
    return "from another part of the text"


def _passed_over(trace: SentenceTrace) -> str:
    if trace.sentence.text.rstrip().endswith("?"):
        return "a question claims nothing"
    if not trace.mentions:
        return "it names nothing that the lexicon knows"
    return "it is too long for a sentence, and read for its mentions only"


def _named(mention: Mention) -> str:
    if mention.concept is not None:
        return f"{mention.type}: {mention.concept.label}"
    dose = mention.dose
    tied = f" of {dose.drug.label}" if dose and dose.drug else ", tied to no drug"
    return f"{mention.type}: {dose.label if dose else ''}{tied}"


def _meant(cue: Cue) -> str:
    facts = (cue.kind, cue.direction, cue.outcome.label if cue.outcome else "")
    said = ", ".join(dict.fromkeys(filter(None, facts)))
    return f"{cue.role}: {said}" if said else cue.role


def _at(start: int, end: int, shown: Shown) -> str:
    return f"{shown(start)}-{shown(end)}"


def _block(name: str, lines: "list[str] | tuple[str, ...]") -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"  {name if number == 0 else '':<{_WIDTH}} {line}"
