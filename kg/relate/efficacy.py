"""The agent works, fails, promises or was studied in a population."""

import re
from collections.abc import Iterator, Sequence

from kg.model import Claim, ClaimKind, Mention, Population, Sentence, Status
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Frame, frames
from kg.relate.limits import for_other_ends, in_few, to_something_else
from kg.relate.studied import of_the_treated, studied, treatment
from kg.relate.whom import whoms

_PREDICATIVE = re.compile(r"[xoEF][zNE'x]*(?:q(?:,?[&|]|,)z?)*$|[xoE][zNE'x]*q[^;V@]*,?&z?$")
_HAS = re.compile(r"[xE]'*(?:q,?[&|]'*)?$")
_NAMES_A_QUALITY = re.compile(r"(?:cy|ty|safety|profiles?)$")
""" "Efficacy" and "safety profile", which may be good or bad."""

_OBJECT_OF = re.compile(r"l'*I")
_AGAINST_MUTANT = re.compile(r"[~i]['zG]*(?P<mutants>M(?:(?:,?[&|]|,)'*M)*)")
_AGAINST_OTHER = re.compile(r"~(?!['znpOGl]*O)")
_CELLS = frozenset(("cell", "cells", "progenitors", "clones", "model", "models", "isolates", "kinase"))
"""Where a finding is in vitro, and says nothing of patients."""


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
                yield from _claims(frame, direction, given, "efficacy.finding")
    if clause.aims:
        return
    if not sentence.is_title and (at := treatment(clause)) is not None:
        frame = Frame(of_the_treated(clause, at), at, sentence, discourse)
        yield from _claims(frame, "investigated", clause.chunks[at].given, "efficacy.treated")
    if not plain:
        return
    for frame in frames(clause, "C", sentence, discourse):
        yield from _claims(frame, "effective", _improving(frame), "efficacy.improved")
    yield from _shown_to_work(clause, sentence, discourse)
    for frame in frames(clause, "3", sentence, discourse):
        if match := _OVERCOMES.search(clause.text, 0, frame.at + 2):
            given = clause.chunks[match.start()].given
            yield from _claims(frame, "effective", given, "efficacy.overcomes")
    for frame in frames(clause, "7", sentence, discourse):
        yield from _successful(frame)
        yield from _faring(frame)
    for frame in [*frames(clause, "F", sentence, discourse), *frames(clause, "U", sentence, discourse)]:
        yield from _productive(frame)
        if frame.chunk.symbol == "U" and not frame.denied:
            yield from _claims(frame, "effective", proven(frame) or _of_its_own(frame), "efficacy.proven")
    if match := _OPTIMAL.search(clause.text):  # "most patients obtain an optimal response to X"
        frame = Frame(clause, match.start("response"), sentence, discourse)
        if frame.chunk.text.lower().startswith("optimal"):
            given = clause.chunks[match.start("agent")].given
            yield from _claims(frame, "effective", given, "efficacy.success")
    for frame in frames(clause, "q", sentence, discourse):
        cue = frame.chunk.atom.cue if frame.chunk.atom else None
        if cue is None or cue.outcome is None or cue.outcome.id != "efficacy":
            continue
        if predicative(frame) and not for_other_ends(frame):
            direction = "effective" if cue.polarity > 0 else "ineffective"
            yield from _claims(frame, direction, frame.subject(), "efficacy.quality")
        elif given := proven(frame) or _of_its_own(frame):
            yield from _claims(frame, "effective", given, "efficacy.proven")


_OVERCOMES = re.compile(r"I[xzEN]{0,4}3O$")
""" "X overcomes resistance to Y"."""
_FAILED_TO = re.compile(r"st'?$")
""" "Patients who failed to respond to X"."""
_TO_COME = re.compile(r"[EeN][xz]{0,2}$")
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
        return chunks[match.end() - 1].given if passive and _said(chunks[: frame.at]) & _OUTCOMES else ()
    alone = len(frame.discourse.study) != 2 and re.match(r"['zi7p]{0,3}[zQU]", text[frame.at + 1 :])
    return frame.subject() if alone and _said(chunks[frame.at + 1 : frame.at + 5]) & _OUTCOMES else ()


def _said(chunks: Sequence[Chunk]) -> set[str]:
    return {word for chunk in chunks for word in chunk.text.lower().split()}


_OPTIMAL = re.compile(r"[pO][^uFCVN;]{0,4}[hxz]'?(?P<response>Q)t'*(?P<agent>I)")
_LASTED = re.compile(r"U(?:t'*(?P<agent>I))?x{1,2}z?(?P<how>7)")
_PRODUCED = re.compile(r"F(?:[z,&Q']{0,3})[UQ](?:[&,]*Q)*(?![z]?[i(]?#)")
_SEEN = re.compile(r"U[^xFCVIN;#]{0,8}x{1,3}E?z?[oh](?:z?[wbi]'*(?P<agent>I))?")
_ACHIEVES = re.compile(r"I[xzE]{0,2}h['7]*$")
""" "X can achieve responses"."""
_NOBODY = re.compile(r"N'?[z(),#]{0,4}[pO][^uwFCV#]{0,4}[hxozr]{1,2}['z7]*$")
_SUCCESS = re.compile(r"7(?:[z&,7Q'l]{0,5})[UQq]")
_BY_SUBJECT = re.compile(r"I(?:[li]'?O)?(?:x{1,2}q,?&)?[xzFhE',]{1,5}(?:7[z&,]{0,2})*$")
_GOES_ON = re.compile(r"[xzFhE',]{1,4}(?:7[z&,]{0,2})*")
_WITH_AGENT = re.compile(r"[zl]{0,2}[xoh]{0,3}[wbi]'*(?:z?Y[wl])?I")
_HAD = re.compile(r"[pO][^uFCV;]{0,4}[hxF]'?$")
_TO_AGENT = re.compile(r"t'*I")
_OF_A_MUTANT = re.compile(r"^[^I]*[MRGA][^I]*F'?$")
_RATES = frozenset(("rate", "rates", "proportion", "incidence", "frequency", "degree"))
_PLAIN = frozenset(
    ("clinical", "objective", "overall", "antileukemic", "therapeutic", "treatment", "long", "term")
)
"""What may stand before responses that were seen; "impaired responses" are no success."""
_BRACKETS = re.compile(r"\([^()]*\)")


def _productive(frame: Frame) -> Iterator[Claim]:
    """ "X induces cytogenetic responses", "responses were seen with X"; rates that follow are told apart."""
    text, cue = frame.clause.text, frame.chunk.atom.cue if frame.chunk.atom else None
    if set(text) & set("CV#"):
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
    yield from _claims(frame, "effective", given, "efficacy.success")


def _successful(frame: Frame) -> Iterator[Claim]:
    """ "X induced significant responses", "high response rates were achieved with X"."""
    text, cue = frame.clause.text, frame.chunk.atom.cue if frame.chunk.atom else None
    chunks = frame.clause.chunks
    match = _SUCCESS.match(text, frame.at)
    said = chunks[match.end() - 1].concept if match else None
    if match and text[match.end() - 1] == "q" and (said is None or said.id != "efficacy"):
        return
    if (
        match is None
        or cue is None
        or set(_BRACKETS.sub("", text)) & set("CV")
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
    yield from _claims(frame, cue.direction, given, "efficacy.success")


_FARED = re.compile(r"(?P<what>[zQU])(?:[liw]'*[z#]*[pO]?)?,?(?:ux?)?[liw]?'*(?P<agent>I)x{1,2}z?$")
_ONE_BY_ONE = re.compile(r"$|[,;.&]")


def _faring(frame: Frame) -> Iterator[Claim]:
    """ "The outcome of patients treated with X is excellent"."""
    match = _FARED.search(frame.clause.text, 0, frame.at)
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if match is None or cue is None or not _ONE_BY_ONE.match(frame.clause.text, frame.at + 1):
        return
    chunks = frame.clause.chunks
    if _said((chunks[match.start("what")],)) & _FATES and not set(frame.clause.text) & set("CV#"):
        yield from _claims(frame, cue.direction, chunks[match.start("agent")].given, "efficacy.success")


_FATES = frozenset(("prognosis", "outcome", "outcomes", "survival", "results"))
_ITS_OWN = re.compile(r"I(?:,[^,]*,)?x{0,2}z'$")
_SHOWN = frozenset(("demonstrated", "confirmed", "established", "proven", "shown", "documented", "proved"))
_OF_AGENT = re.compile(r"(?:,?[&|]'*[qz])*l'*(?P<agent>I)")
_IS_SHOWN = re.compile(r"[^xFCV;Nu]{0,14}x{1,3}z?(?P<verb>[zx])")


def _shown_to_work(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """ "The efficacy of X in A has been demonstrated", where the phrase is one chunk with its agent."""
    for at, chunk in enumerate(clause.chunks):
        if chunk.symbol != "I" or not chunk.text.lower().startswith(("the efficacy of", "efficacy of")):
            continue
        match = _IS_SHOWN.match(clause.text, at + 1)
        verb = clause.chunks[match.start("verb")] if match else clause.chunks[at - 1]
        if (match or at) and verb.text.lower() in _SHOWN and not set(clause.text) & set("CVN"):
            frame = Frame(clause, at, sentence, discourse)
            yield from _claims(frame, "effective", chunk.given, "efficacy.proven")


def _of_its_own(frame: Frame) -> tuple[Given, ...]:
    """ "X has demonstrated its activity against A": X."""
    match = _ITS_OWN.search(frame.clause.text, 0, frame.at)
    words = [chunk.text.lower() for chunk in frame.clause.chunks[frame.at - 2 : frame.at]] if match else []
    return frame.subject() if words and words[0] in _SHOWN and words[1] in ("its", "their") else ()


def proven(frame: Frame) -> tuple[Given, ...]:
    """ "The efficacy of X was demonstrated", "the trial confirmed the efficacy and safety of X": X."""
    text, chunks = frame.clause.text, frame.clause.chunks
    match = _OF_AGENT.match(text, frame.at + 1)
    if match is None or set(text) & set("CV"):
        return ()
    behind = _IS_SHOWN.match(text, match.end())
    before = text[: frame.at].rstrip("'&qz7")
    verbs = [chunks[behind.start("verb")]] if behind else list(chunks[len(before) : frame.at])
    return chunks[match.start("agent")].given if any(c.text.lower() in _SHOWN for c in verbs) else ()


_INHIBITION_BY = re.compile(r"'*zlG?z?b'*(?P<agent>I)[xFzE]*$")
""" "Inhibition of BCR-ABL by X" is what X does."""
_TO_SUCH_AGENT = re.compile(r"[twb]'*[zn]{0,3}I(?![RQX])")
_GIVEN_IT = re.compile(r"\b(?:treated|receiving|given|on)\b")
_UNDER_AGENT = re.compile(r"I[xzN]{0,2}$")
_ACHIEVED_WITH = re.compile(r"[xE]{1,4}z?[oh]z?[wbi]'*I")


def agents(frame: Frame, side: str) -> tuple[Given, ...]:
    """The agents of a finding, on the side that its cue says, or on either."""
    if to_something_else(frame):
        return ()
    if match := _OBJECT_OF.match(frame.clause.text, frame.at + 1):  # "demonstrated efficacy of X"
        return frame.clause.chunks[match.end() - 1].given
    if side == "after" and (match := _TO_SUCH_AGENT.match(frame.clause.text, frame.at + 1)):
        return frame.clause.chunks[match.end() - 1].given
    under = _UNDER_AGENT.search(frame.clause.text, 0, frame.at) if side == "after" else None
    if under and _GIVEN_IT.search(frame.clause.chunks[under.start()].text):
        return frame.clause.chunks[under.start()].given
    if side != "before" and (match := _ACHIEVED_WITH.match(frame.clause.text, frame.at + 1)):
        return frame.clause.chunks[match.end() - 1].given
    before = frame.subject() if side != "after" else ()
    if not before and (match := _INHIBITION_BY.match(frame.clause.text, 0, frame.at)):
        before = frame.clause.chunks[match.start("agent")].given
    return before or (frame.agents_after() if side != "before" else ())


def predicative(frame: Frame) -> bool:
    """Whether a quality is said of the subject and not compared ("is effective", not "more effective")."""
    text = frame.clause.text
    if text[frame.at + 1 : frame.at + 2] in ("V", "@"):
        return False
    if _NAMES_A_QUALITY.search(frame.chunk.text.lower()):  # "has efficacy", not "has limited efficacy"
        return bool(_HAS.search(text[: frame.at]))
    return bool(_PREDICATIVE.search(text[: frame.at]))


def mutants(frame: Frame) -> list[Mention]:
    """The mutants that something is active or inactive against, which is a claim of kind resistance."""
    match = _AGAINST_MUTANT.match(frame.clause.text, frame.at + 1)
    stretch = frame.clause.chunks[match.start("mutants") : match.end()] if match else ()
    return [
        chunk.atom.mention for chunk in stretch if chunk.symbol == "M" and chunk.atom and chunk.atom.mention
    ]


_EARLY = re.compile(r"I[Yz]?k[zIO]")


def _is_given_early(clause: Clause) -> bool:
    """Whether a drug is given before something else ("X before transplantation was associated with ...")."""
    ends = (match.end() - 2 for match in _EARLY.finditer(clause.text))
    return any(clause.chunks[at].text.lower() in ("before", "prior to") for at in ends)


def _claims(frame: Frame, direction: str, agents: tuple[Given, ...], rule: str) -> Iterator[Claim]:
    if direction == "effective" and in_few(frame):
        return
    if direction != "investigated" and _EARLY.search(frame.clause.text) and _is_given_early(frame.clause):
        return
    if not agents or mutants(frame) or _AGAINST_OTHER.match(frame.clause.text, frame.at + 1):
        return
    words = [chunk.text.lower() for chunk in frame.clause.chunks[frame.at :] if chunk.symbol == "z"]
    if any(word in _CELLS and words[at + 1 : at + 2] != ["domain"] for at, word in enumerate(words)):
        return
    if "V" in _BRACKETS.sub("", frame.clause.text) and direction != "investigated":
        return  # "does not prolong survival compared with Y" is a comparison
    status, whom = frame.status(), frame.whom()
    if frame.clause.text[frame.at + 1 : frame.at + 2] == "~" and _has_mutation(whom.population):
        return  # "active against T315I" speaks of the mutant
    if frame.denied and direction == "effective":
        direction, status = "ineffective", Status.HEDGED if "E" in frame.clause.text else Status.ASSERTED
    if direction == "investigated":
        status = Status.ASSERTED
        if (
            whom.population is None
            or frame.sentence.is_title
            or _TO_COME.search(frame.clause.text, 0, frame.at)
        ):
            return
        agents = frame.discourse.newly_studied(agents, bool(whom.mentions))
    efficacy = frame.discourse.terms.lexicon.concept("efficacy")
    for given in agents:
        for whom in whoms(frame, Frame.whom):
            yield frame.claim(
                ClaimKind.EFFICACY, direction, rule, given, whom, outcome=efficacy, status=status
            )


def _has_mutation(population: Population | None) -> bool:
    return population is not None and any(group.mutation for group in population.groups)
