"""A finding on an agent: which agent, against which mutants, and the claim of efficacy that it makes."""

import re
from collections.abc import Iterator, Sequence

from kg.model import Claim, ClaimKind, Mention, Population, Status
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.frame import Frame
from kg.relate.limits import in_few, not_in_all, to_something_else
from kg.relate.whom import whoms

_INHIBITION_BY = re.compile(r"'*zlG?z?b'*(?P<agent>I)[xFzE]*$")
""" "Inhibition of BCR-ABL by X" is what X does."""
_TO_SUCH_AGENT = re.compile(r"[twb]'*[zn]{0,3}I(?![RQX])")
_GIVEN_IT = re.compile(r"\b(?:treated|receiving|given|on)\b")
_UNDER_AGENT = re.compile(r"I[xzN]{0,2}$")
_ACHIEVED_WITH = re.compile(r"[xE]{1,4}z?[oh]z?[wbi]'*I")
_OBJECT_OF = re.compile(r"l'*I")


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


_PREDICATIVE = re.compile(r"[xoEF][zNE'x]*(?:q(?:,?[&|]|,)z?)*$|[xoE][zNE'x]*q[^;V@]*,?&z?$")
_HAS = re.compile(r"[xE]'*(?:q,?[&|]'*)?$")
_NAMES_A_QUALITY = re.compile(r"(?:cy|ty|safety|profiles?)$")
""" "Efficacy" and "safety profile", which may be good or bad."""


def predicative(frame: Frame) -> bool:
    """Whether a quality is said of the subject and not compared ("is effective", not "more effective")."""
    text = frame.clause.text
    if text[frame.at + 1 : frame.at + 2] in ("V", "@") and not _AS_THERAPY.match(text, frame.at + 1):
        return False
    if _NAMES_A_QUALITY.search(frame.chunk.text.lower()):  # "has efficacy", not "has limited efficacy"
        return bool(_HAS.search(text[: frame.at]))
    return bool(_PREDICATIVE.search(text[: frame.at]))


_AS_THERAPY = re.compile(r"@'?z{0,3}Y(?![@V])")
""" "Effective as second-line therapy"."""
_AGAINST_MUTANT = re.compile(r"[~i]['zG]*(?P<mutants>M(?:(?:,?[&|]|,)'*M)*)")


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


_AGAINST_OTHER = re.compile(r"~(?!['znpOGl]*O)")
_CELLS = frozenset(("cell", "cells", "progenitors", "clones", "model", "models", "isolates", "kinase"))
"""Where a finding is in vitro, and says nothing of patients."""
_TO_COME = re.compile(r"[EeN][xz]{0,2}$")
BRACKETS = re.compile(r"\([^()]*\)")


def claims(frame: Frame, direction: str, agents: tuple[Given, ...], rule: str) -> Iterator[Claim]:
    """Claims of efficacy on these agents; none where the finding is in vitro or a comparison."""
    if direction == "effective" and (in_few(frame) or not_in_all(frame)):
        return
    if direction != "investigated" and _EARLY.search(frame.clause.text) and _is_given_early(frame.clause):
        return
    if not agents or mutants(frame) or _AGAINST_OTHER.match(frame.clause.text, frame.at + 1):
        return
    words = [chunk.text.lower() for chunk in frame.clause.chunks[frame.at :] if chunk.symbol == "z"]
    if any(word in _CELLS and words[at + 1 : at + 2] != ["domain"] for at, word in enumerate(words)):
        return
    if "V" in BRACKETS.sub("", frame.clause.text) and direction != "investigated":
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


def said_words(chunks: Sequence[Chunk]) -> set[str]:
    """The words of a stretch of a clause."""
    return {word for chunk in chunks for word in chunk.text.lower().split()}
