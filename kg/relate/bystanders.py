"""Other times and other people: what patients had before, and what controls and healthy volunteers have."""

import re

from kg.model import Sentence
from kg.relate.clauses import Clause

_OTHER_TIME = re.compile(
    r"\bat (?:the )?(?:time of )?(?:study |trial )?"
    r"(?:entry|enrol+ment|inclusion|baseline|registration|screening|presentation|diagnosis)\b"
    r"|\b(?:before|prior to) (?:the )?(?:start|therapy|treatment|initiation|study|trial)"
    r"|\bwho (?:declined|refused)\b|\bcomorbidit|\bpre-?treatment\b(?! with)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:controls|placebo|volunteers|siblings|comparators?)\b|\bcontrol (?:group|arm|cohort|patients)\b"
    r"|(?<!previously )\buntreated (?!CML|chronic)"
    r"|\b(?:previous|prior|earlier|another) (?:stud|trial|report|therapy had)"
    r"|\bgeneral population\b",
    re.IGNORECASE,
)


def said(clause: Clause) -> str:
    """The words of a clause."""
    return " ".join([chunk.text for chunk in clause.chunks])


def is_of_another_time(clause: Clause) -> bool:
    """Whether a clause, or the one that it goes on, is of patients before treatment ("at study entry")."""
    if _OTHER_TIME.search(said(clause)) is not None:
        return True
    return clause.before is not None and is_of_another_time(clause.before)


def is_of_others(clause: Clause) -> bool:
    """Whether a clause speaks of others than the patients of the study ("historical controls")."""
    return _OTHERS.search(said(clause)) is not None


_AFTERWARDS = re.compile(
    r"\bafter (?:\w+ )?(?:stopp|discontinu|cessation|withdraw)"
    r"|\bafter (?:\w+ ){1,3}(?:was|were|had been) (?:replaced|stopped|discontinued|withdrawn)"
)
_UNRELATED = re.compile(
    r"\bunrelated to\b|\bnot (?:considered |deemed |judged )?(?:related|attribut\w+) to\b"
)


def is_afterwards(clause: Clause) -> bool:
    """ "After stopping X, pain occurred", which is no harm of X."""
    return _AFTERWARDS.search(said(clause)) is not None


def is_unrelated(sentence: Sentence) -> bool:
    """Whether a sentence says that what happened had another cause."""
    return _UNRELATED.search(sentence.text) is not None


_LOOKED_INTO = re.compile(
    r"\b(?:we|study|review|article|paper) (?:\w+ ){0,2}"
    r"(?:examine|assess|evaluate|explore|analy[sz]e|discuss|summari[sz]e|characteri[sz]e|address)(?:s|d|es|ed)?\b",
    re.IGNORECASE,
)


def is_looked_into(clause: Clause) -> bool:
    """ "Here, we further examine the patterns of A", which finds none yet."""
    return _LOOKED_INTO.search(said(clause)) is not None
