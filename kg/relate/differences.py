"""Which differences count: not those of chance, of numbers only, in animals, or between other sides."""

import re
from itertools import pairwise

from kg.model import Status
from kg.relate.bystanders import is_of_another_time
from kg.relate.frame import Frame
from kg.relate.results import significance

_NEITHER = re.compile(r"NC\||\|C")
""" "Neither inferior nor superior"."""
_WITH_AND_WITHOUT = re.compile(r"\bwith (?:and|or|vs\.?|versus) without\b")
_ANIMALS = frozenset(("mice", "mouse", "rats", "dogs", "monkeys", "zebrafish", "animals", "xenografts"))
_BY_CHANCE = re.compile(
    r"difference[^.;]{0,30} (?:not|n't) (?:statistically )?(?:significant\b|reach)"
    r"|\bnot statistically significant\b"
    r"|\b(?:without|not|failed to) (?:reach|attain|achiev)\w* (?:statistical )?significance",
    re.IGNORECASE,
)
_ONLY_IN = re.compile(r"-i[^Oj]*$")
""" "Only in patients with high scores": in some that we do not know."""
_OF_COST = frozenset(("costly", "expensive", "accurate", "accurately", "complete", "convenient", "cost"))
_HARDLY = frozenset(("numerically", "predicted", "predictive", "predicts", "prognostic", "nonsignificantly"))


def counts(frame: Frame, direction: str) -> bool:
    """Whether a comparison says something of the treatments that it names."""
    clause, text = frame.clause, frame.clause.text
    if direction != "equal" and not _is_more_than_chance(frame):
        return False
    if frame.at == 0 and clause.before is not None and clause.before.text.endswith("C"):
        return False  # "fewer but more severe"
    if _NEITHER.match(text, frame.at - 1) or _WITH_AND_WITHOUT.search(frame.sentence.text):
        return False
    if any(chunk.symbol == "-" and chunk.text.lower() in _ANIMALS for chunk in clause.chunks):
        return False
    only = _ONLY_IN.search(text, frame.at)
    if only and clause.chunks[only.start()].text.lower() == "only":
        return False
    behind = clause.chunks[frame.at + 1].text.lower() if frame.at + 1 < len(text) else ""
    return behind not in _OF_COST and not is_of_another_time(clause)


def _is_more_than_chance(frame: Frame) -> bool:
    if significance(frame.clause.adjuncts) is False:
        return frame.status() is Status.HEDGED  # "tended to be higher (P = .08)"
    if any(chunk.symbol == "z" and chunk.text.lower() in _HARDLY for chunk in frame.clause.chunks):
        return False
    if any(
        chunk.text.lower() == "when" and after.symbol != "V" for chunk, after in pairwise(frame.clause.chunks)
    ):
        return False  # "when taken with food", but not "when compared with"
    return _BY_CHANCE.search(frame.sentence.text, frame.chunk.end - frame.sentence.start) is None
