"""Words that turn a value into one of something else: "MMR was lost in 40%", "data on MMR were missing"."""

import re

from kg.relate.clauses import Clause

_HEADS = frozenset((
    "loss", "failure", "failed", "lost", "losing", "agreement", "concordance", "sensitivity", "specificity",
    "accuracy", "data", "compliance", "adherence", "awareness", "monitoring", "reporting", "prediction",
    "lack", "predictive", "resolution", "recovery", "disappearance", "detection",
    "assessment", "assessments", "knowledge", "fear", "screening", "prophylaxis",
))  # fmt: skip
"""What of a measure is counted, before its name."""
_RELIEF = frozenset(
    ("reduction", "improvement", "decrease", "regression", "relief", "resolution", "recovery")
)
_STATES = frozenset((
    "lost", "evaluable", "assessable", "available", "unavailable", "missing", "complete", "incomplete",
    "tested", "unknown", "resolved", "recurred", "improved", "disappeared", "bilateral", "persisted",
    "persistent", "reversible", "asymptomatic", "symptomatic", "mild", "moderate", "serious", "managed",
    "manageable", "transient", "underreported", "predicted", "predictive", "attributable",
    "unrelated", "possible", "measured", "checked", "monitored",
))  # fmt: skip
"""What is said of a measure that is there, before the share of which it is true."""
_AFTER = frozenset(("loss", "losses", "failure", "failures", "testing", "monitoring", "assessment", "assay"))
_OF_THE_CLAUSE = frozenset((
    "doubled", "tripled", "halved", "genotype", "genotypes", "homozygous", "heterozygous", "allele",
    "alleles", "haplotype", "polymorphism",
))  # fmt: skip
"""What makes every value of a clause one of a part of the patients, or of two sides together."""
_AMONG = re.compile(r"i'*z?[pO]w'*z?$")


def is_turned(clause: Clause, measure: int, first: int, *, aside: bool) -> bool:
    """Whether a value (at chunk ``first``) is of something else than the level of a measure beside it."""
    chunks, text = clause.chunks, clause.text
    head = {chunk.text.lower() for chunk in chunks[max(0, measure - 6) : measure] if chunk.symbol not in "QA"}
    if head & _HEADS or (text[measure] == "A" and head & _RELIEF):
        return True
    if aside and "most" in {chunk.text.lower() for chunk in chunks[max(0, measure - 2) : measure]}:
        return True  # "most effusions (80%) were mild"
    if measure + 1 < len(chunks) and chunks[measure + 1].text.lower() in _AFTER:
        return True
    low, high = sorted((measure, first))
    between = {
        word
        for chunk in chunks[low + 1 : high]
        if chunk.symbol not in "IOpd"
        for word in chunk.text.lower().split()
    }
    if between & _STATES or (not aside and _AMONG.search(text[:measure]) and measure < first):
        return True
    graded = text[measure] == "A" and text[measure + 1 : measure + 3] == "xi"
    return graded and chunks[measure + 2].start - chunks[measure + 1].end > 3  # "was grade 1 or 2 in"


def is_of_parts(clause: Clause) -> bool:
    """Whether the values of a clause are those of parts of the patients."""
    return any(chunk.symbol == "z" and chunk.text.lower() in _OF_THE_CLAUSE for chunk in clause.chunks)


def heads_other(clause: Clause, measure: int, direction: str) -> bool:
    """Whether what is compared is something about a measure ("awareness of", "more reduction of edema")."""
    head = {chunk.text.lower() for chunk in clause.chunks[max(0, measure - 3) : measure]}
    relieved = clause.text[measure] == "A" and bool(head & _RELIEF)
    return direction in ("up", "down") and relieved if relieved else bool(head & _HEADS)
