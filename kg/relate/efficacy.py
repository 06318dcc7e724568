"""The agent works, fails, promises or was studied in a population."""

import re
from collections.abc import Iterator

from kg.model import Claim, ClaimKind, Sentence, Status
from kg.relate.chunks import Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.findings import agents, claims, predicative, said_words
from kg.relate.frame import Frame, frames
from kg.relate.limits import for_other_ends
from kg.relate.proofs import of_its_own, proven, shown_to_work
from kg.relate.studied import of_the_treated, studied, treatment
from kg.relate.successes import faring, productive, successful

_EXCLUDED = re.compile(r"-['zn7]{0,4}(?P<what>.?)")


def _exclusions(clause: Clause) -> Iterator[int]:
    return (at for at, symbol in enumerate(clause.text) if symbol == "-")


def _excludes_harm(clause: Clause, at: int) -> bool:
    """ "Without side effects" takes nothing from an effect; "rarely", "without X" and "in mice" do."""
    match = _EXCLUDED.match(clause.text, at)
    if match is None or match["what"] not in ("A", "F"):
        return False
    atom = clause.chunks[match.start("what")].atom
    cue = atom.cue if atom else None
    return match["what"] == "A" or (cue is not None and cue.kind == ClaimKind.SAFETY)


_ANIMALS = frozenset((
    "mice", "mouse", "murine", "xenograft", "xenografts", "rats", "zebrafish", "dogs", "monkeys", "animals",
    "animal models", "animal model",
))  # fmt: skip


_OPTIMAL = re.compile(r"[pO][^uFCVN;]{0,4}[hxz]'?(?P<response>Q)t'*(?P<agent>I)")


def find(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Claims of kind efficacy."""
    plain = "-" not in clause.text or all(_excludes_harm(clause, at) for at in _exclusions(clause))
    if not plain and any(c.symbol == "-" and c.text.lower() in _ANIMALS for c in clause.chunks):
        return
    for frame in frames(clause, "F", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if (
            cue is not None
            and cue.kind == ClaimKind.EFFICACY
            and (cue.direction == "investigated" or (plain and not clause.aims))
        ):
            given = studied(frame) if cue.direction == "investigated" else agents(frame, cue.agent_side)
            hoped = frame.chunk.text.lower().startswith("improve ") and frame.status() is Status.HEDGED
            failed = _FAILED_TO.search(clause.text, 0, frame.at) is not None
            if not (frame.denied and _of_some(frame)) and not _is_reason(frame) and not failed:
                direction = "promising" if hoped else cue.direction  # "may improve outcomes"
                yield from claims(frame, direction, given, "efficacy.finding")
    if clause.aims:
        return
    if not sentence.is_title and (at := treatment(clause)) is not None:
        frame = Frame(of_the_treated(clause, at), at, sentence, discourse)
        yield from claims(frame, "investigated", clause.chunks[at].given, "efficacy.treated")
    if not plain:
        return
    for frame in frames(clause, "C", sentence, discourse):
        yield from claims(frame, "effective", _improving(frame), "efficacy.improved")
    yield from shown_to_work(clause, sentence, discourse)
    for frame in frames(clause, "3", sentence, discourse):
        if match := _OVERCOMES.search(clause.text, 0, frame.at + 2):
            given = clause.chunks[match.start()].given
            yield from claims(frame, "effective", given, "efficacy.overcomes")
    for frame in frames(clause, "7", sentence, discourse):
        yield from successful(frame)
        yield from faring(frame)
    for frame in [*frames(clause, "F", sentence, discourse), *frames(clause, "U", sentence, discourse)]:
        yield from productive(frame)
        if frame.chunk.symbol == "U" and not frame.denied:
            yield from claims(frame, "effective", proven(frame) or of_its_own(frame), "efficacy.proven")
    if match := _OPTIMAL.search(clause.text):  # "most patients obtain an optimal response to X"
        frame = Frame(clause, match.start("response"), sentence, discourse)
        if frame.chunk.text.lower().startswith("optimal"):
            given = clause.chunks[match.start("agent")].given
            yield from claims(frame, "effective", given, "efficacy.success")
    for frame in frames(clause, "q", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if cue is None or cue.outcome is None or cue.outcome.id != "efficacy":
            continue
        if predicative(frame) and not for_other_ends(frame):
            direction = "effective" if cue.polarity > 0 else "ineffective"
            yield from claims(frame, direction, frame.subject(), "efficacy.quality")
        elif given := proven(frame) or of_its_own(frame):
            yield from claims(frame, "effective", given, "efficacy.proven")


_OVERCOMES = re.compile(r"I[xzEN]{0,4}3O$")
""" "X overcomes resistance to Y"."""


_FAILED_TO = re.compile(r"st'?$")
""" "Patients who failed to respond to X"."""


_SOME = frozenset(("some", "proportion", "subset", "fraction", "few", "many", "third", "half", "patient"))


def _is_reason(frame: Frame) -> bool:
    """ "Stopped for lack of efficacy": why some stopped, and not how the drug does."""
    before = frame.clause.text[: frame.at].rstrip("'z")
    said = [chunk.text.lower() for chunk in frame.clause.chunks[max(0, frame.at - 2) : frame.at]]
    return frame.chunk.text.lower().startswith("lack of") and (before.endswith("k") or "for" in said)


def _of_some(frame: Frame) -> bool:
    """Whether only some are said to fail ("20% of patients do not respond"), which is true of any drug."""
    before = frame.clause.chunks[: frame.at]
    return any(chunk.symbol == "#" or _SOME & set(chunk.text.lower().split()[:2]) for chunk in before)


_IMPROVED_BY = re.compile(r"['z]{0,3}[bw](?:'?z?Yl|'?z{1,2}l)?'*I")


_OUTCOMES = frozenset(("prognosis", "outcome", "outcomes", "survival", "efficacy", "management", "treatment"))


def _improving(frame: Frame) -> tuple[Given, ...]:
    """ "The prognosis of A has been improved by X": X; compared with nothing."""
    text, chunks = frame.clause.text, frame.clause.chunks
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if cue is None or cue.direction != "better" or set(text) & set("V#N+") or frame.clause.adjuncts:
        return ()
    if match := _IMPROVED_BY.match(text, frame.at + 1):
        passive = re.search(r"xz{0,2}$", text[: frame.at]) is not None
        return chunks[match.end() - 1].given if passive and said_words(chunks[: frame.at]) & _OUTCOMES else ()
    alone = len(frame.discourse.study) != 2 and re.match(r"['zi7p]{0,3}[zQU]", text[frame.at + 1 :])
    return frame.subject() if alone and said_words(chunks[frame.at + 1 : frame.at + 5]) & _OUTCOMES else ()
