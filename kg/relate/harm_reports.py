"""Harms that are told without a finding: by name, in one case, by their grade, or as not there."""

import re

from kg.relate import harms
from kg.relate.chunks import Given
from kg.relate.clauses import Clause
from kg.relate.frame import Frame

_START = re.compile(r"k['z&]{0,6}(?P<agent>I)")
_BEGINS = re.compile(
    r"start|initiati|\buse\b|beginning|commenc|introduc|treatment|exposure|administration", re.IGNORECASE
)


def started(clause: Clause) -> tuple[Given, ...]:
    """ "Two months after the start of X": X."""
    match = _START.search(clause.text)
    if match is None or clause.text.count("I") != 1:
        return ()
    said = " ".join(chunk.text for chunk in clause.chunks[match.start() : match.end()])
    return clause.chunks[match.start("agent")].given if _BEGINS.search(said) else ()


_RELATED = re.compile(r"Iz$")
_RELATION = frozenset(("related", "associated", "attributed", "triggered", "mediated"))
_CASE_TITLE = re.compile(rf"^(?:[z'7n]{{0,3}}|[z'7]{{0,3}}l[z'7n]{{0,3}}){harms.LIST}[^xFCVR;&-]*$")
_SIDE_EFFECT = re.compile(rf"{harms.LIST}[x:,]['z7nF]{{0,4}}[Aq][lwi]'*I")
""" "A is an important side effect of X", "A: a rare side effect of X"."""
_TITLE_UNDER = re.compile(rf"[z'7nF]{{0,3}}{harms.LIST}(?P<link>[ik])'?I")
""" "A during X therapy"."""
_SINCE = frozenset(("after", "following", "during", "under", "due to"))
_HANDLED = re.compile(r"^(?!\S*threatening)\S+ing\b|\b(?:prevent|manag|predict|screen)", re.IGNORECASE)
_GRADED = re.compile(r"\b(?:had|experienced|suffered) (?:an? )?grades? [^.;]{1,12}$", re.IGNORECASE)
""" "Two had grade 3 A"."""
_REPORTS = frozenset(("report", "describe", "present", "reported", "described", "presented"))
_CASES = frozenset(("case", "cases", "patient", "woman", "man", "girl", "boy", "child", "male", "female"))
_THERE_IS_NO = re.compile(r"[z,:]{0,3}xN[z'7lp]{0,4}")
_MILD = re.compile(
    r"\s?(?:\([^()]*\)\s)?(?:were|was)\s(?:(?:all|mostly|mainly|predominantly|generally|primarily|largely)\s)?"
    r"(?:of\s)?(?:low[- ]grade|grades?\s?(?:1|I)\b(?:\s?(?:/|or|to|and|-|–)\s?(?:2|II)\b)?)"
)
_SEVERE = frozenset(("severe", "serious"))
_ONE_PATIENT = re.compile(r"\ba (?:\w+[ -]){0,8}?(?:patient|woman|man|girl|boy|child|case)\b", re.IGNORECASE)


def shown(frame: Frame) -> tuple[str, tuple[Given, ...]] | None:
    """ "X-related A", "we report a case of A in a patient on X", and case reports by their titles."""
    clause, text, at = frame.clause, frame.clause.text, frame.at
    if harms.concept(frame.chunk) is None:
        return None
    if _THERE_IS_NO.fullmatch(text, 0, at):
        return "observed", frame.agents_after("wi") or frame.under()
    if risk := _at_risk(frame):
        return risk
    if "N" not in text and _MILD.match(frame.sentence.text, frame.chunk.end - frame.sentence.start):
        return "low", frame.under()
    if re.match(r"x['z]{1,2}", text[at + 1 :]) and "N" not in text and _is_severe(frame):
        return "high", frame.under()
    if harms.is_generic(frame.chunk):
        return None
    if (
        text[at - 1 : at] == "x"
        and "N" not in text
        and _GRADED.search(frame.sentence.text, 0, frame.chunk.start - frame.sentence.start)
    ):
        return "observed", frame.under()
    if _RELATED.search(text[:at]) and clause.chunks[at - 1].text.lower() in _RELATION:
        return "observed", clause.chunks[at - 2].given
    if text.count("I") != 1 or "N" in text or "-" in text:
        return None
    if _SIDE_EFFECT.match(text, at):
        return "observed", frame.clause.chunks[text.index("I")].given
    agent = clause.chunks[text.index("I")].given
    if frame.sentence.is_title and _is_under(frame):
        return "observed", agent
    if frame.sentence.is_title:
        case = bool(_CASE_TITLE.search(text) and _ONE_PATIENT.search(frame.sentence.text))
    else:
        said = {word for chunk in clause.chunks[:at] for word in chunk.text.lower().split()}
        case = bool(re.search(r"[lo][z'7]{0,3}$", text[:at]) and said & _REPORTS and said & _CASES)
    return ("observed", agent) if case else None


_RISK = re.compile(r"(?:x|z|b')z?'?(?P<how>[C7z])z(?:l|z|w)'*(?:A[,&|z']{1,3})*$")
_RISK_IS = re.compile(r"x(?P<how>[C7z])[iw]")
_RISKS = frozenset(("risk", "incidence", "rate", "rates", "frequency", "prevalence", "likelihood", "risks"))
_HOW = {
    "increased": "observed", "elevated": "observed", "significant": "observed", "higher": "observed",
    "substantial": "high", "high": "high", "low": "low",
}  # fmt: skip
_SAYS = frozenset(("found", "observed", "noted", "identified", "detected", "reported", "showed", "at"))


def _at_risk(frame: Frame) -> tuple[str, tuple[Given, ...]] | None:
    """ "There is an increased risk of A with X", "patients on X are at high risk of A"."""
    clause, text, at = frame.clause, frame.clause.text, frame.at
    if set(text) & set("NVr") or text.count("I") != 1 or harms.is_generic(frame.chunk):
        return None
    words = [chunk.text.lower() for chunk in clause.chunks]
    if match := _RISK.search(text, 0, at):
        before = [*range(match.start(), match.start("how"))]
        if not any(text[i] == "x" or words[i] in _SAYS for i in before):
            return None
        named = match.start("how") + 1
    elif match := _RISK_IS.match(text, at + 1):
        named = at - 2
    else:
        return None
    how = _HOW.get(words[match.start("how")].split()[-1])
    if how is None or named < 0 or words[named] not in _RISKS:
        return None
    return how, frame.under()


def _is_under(frame: Frame) -> bool:
    """Whether a title names the harm and, right behind it, what it came under."""
    match = _TITLE_UNDER.match(frame.clause.text)
    if match is None or frame.at >= match.start("link") or _HANDLED.search(frame.sentence.text):
        return False
    return frame.clause.chunks[match.start("link")].text.lower() in _SINCE


def _is_severe(frame: Frame) -> bool:
    return any(chunk.text.lower() in _SEVERE for chunk in frame.clause.chunks[frame.at + 1 : frame.at + 4])
