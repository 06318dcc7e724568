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
    "lost", "evaluable", "assessable", "available", "unavailable", "missing", "incomplete", "tested",
    "unknown", "complete", "predicted", "predictive", "maintained", "retained", "sustained", "kept",
))  # fmt: skip
"""What is said of a measure that is there, before the share of which it is true."""
_KEPT = frozenset(("maintained", "retained", "sustained", "kept"))
_STATES_OF_HARM = frozenset((
    "resolved", "recurred", "improved", "disappeared", "bilateral", "unilateral", "persisted", "persistent",
    "reversible", "asymptomatic", "symptomatic", "mild", "moderate", "serious", "managed", "manageable",
    "transient", "attributable", "unrelated", "possible", "measured", "monitored",
))  # fmt: skip
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
    if _is_headed(clause, measure, _HEADS | _RELIEF if text[measure] == "A" else _HEADS):
        return True
    if aside and "most" in {chunk.text.lower() for chunk in chunks[max(0, measure - 2) : measure]}:
        return True  # "most effusions (80%) were mild"
    if measure + 1 < len(chunks) and chunks[measure + 1].text.lower() in _AFTER:
        return True
    low, high = sorted((measure, first))
    between = {
        word
        for chunk in chunks[low + 1 : high]
        if chunk.symbol not in "IOpdQRA"
        for word in chunk.text.lower().split()
    }
    if "h|" in text[low:high]:
        between -= _KEPT  # "achieved or maintained"
    states = _STATES | _STATES_OF_HARM if text[measure] == "A" else _STATES
    if between & states or (not aside and _AMONG.search(text[:measure]) and measure < first):
        return True
    graded = text[measure] == "A" and text[measure + 1 : measure + 3] == "xi"
    return graded and chunks[measure + 2].start - chunks[measure + 1].end > 3  # "was grade 1 or 2 in"


_THOSE_WITHOUT = re.compile(r"#[lwi]{1,2}'*p[zx']?-|pw'*z?&#")


def is_of_parts(clause: Clause) -> bool:
    """Whether the values of a clause are those of parts of the patients."""
    return _THOSE_WITHOUT.search(clause.text) is not None or any(
        chunk.symbol == "z" and chunk.text.lower() in _OF_THE_CLAUSE for chunk in clause.chunks
    )


def heads_other(clause: Clause, measure: int, direction: str) -> bool:
    """Whether what is compared is something about a measure ("awareness of", "more reduction of edema")."""
    if direction in ("up", "down") and clause.text[measure] == "A" and _is_headed(clause, measure, _RELIEF):
        return True
    return _is_headed(clause, measure, _HEADS - _RELIEF)


_LINK = re.compile(r"z?[lwit][l'zGnithw]{0,4}")


def _is_headed(clause: Clause, measure: int, heads: frozenset[str]) -> bool:
    """Whether one of these nouns governs a measure ("agreement on", "sensitivity of the assay for")."""
    for at in range(max(0, measure - 6), measure - 1):
        if clause.chunks[at].text.lower() in heads and _LINK.fullmatch(clause.text, at + 1, measure):
            return True
    return False
