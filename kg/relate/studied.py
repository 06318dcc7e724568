"""What a clause says was studied, and how it says so."""

import re
from dataclasses import replace

from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.frame import Frame

_QUALITY_OF = re.compile(r"q(?:,?[&|]'*[qz])*l'*(?P<agent>I)[^xFCV;&]*[xNz]+$")
_OBJECT = re.compile(r"(?:'*[qz](?:[&|,]*[qz])*l){0,2}?['nz1]{0,2}(?P<agent>I)(?=[iqwkO,]|$|V'*(?P<other>I))")


def studied(frame: Frame) -> tuple[Given, ...]:
    """What was studied: the direct object ("we evaluated X", "the safety of X"), else the subject."""
    cue = frame.chunk.atom.cue if frame.chunk.atom else None
    if cue is not None and cue.agent_side == "after":  # "randomized to X or Y"
        chunks = frame.clause.chunks[frame.at + 1 :]
        return tuple(given for chunk in chunks if chunk.symbol == "I" for given in chunk.given)
    if match := _OBJECT.match(frame.clause.text, frame.at + 1):
        sides = [match.start(name) for name in ("agent", "other") if match[name]]
        if _was_before(frame.clause, sides[0]):
            return ()
        return tuple(given for at in sides for given in frame.clause.chunks[at].given)
    if match := _QUALITY_OF.search(frame.clause.text, 0, frame.at):
        return frame.clause.chunks[match.start("agent")].given
    if "IU" in frame.clause.text[: frame.at]:
        return ()  # "predictors of imatinib response were evaluated"
    return frame.subject()


_GIVEN_TO = re.compile(
    r"(?:^|[,:;])(?:[z']|8|i[z']*,|zl(?=[z']*[pO]))*"
    r"(?:[pO],?x?(?P<verb>z)?'*|(?P<verb2>z)[z']{0,2}Ow'*|)(?P<agent>I)(?:x{1,2}(?P<verb3>[vz])t[z']{0,2}O)?[^FQAUC#V]*$"
)
_STUDY_OF = re.compile(r"z[zl']{0,9}(?P<study>z)l'*[zn]{0,2}(?P<agent>I)(?=[iwkO,(])[^FQAUC#V]*O")
_TRIAL_IN = re.compile(r"z[zl']{0,9}(?P<study>z)[zi'#p]{1,5}O(?P<with>z)(?P<agent>I)")
""" "We conducted a trial in patients with A using X"."""
_REPORTED = re.compile(r"(?P<verb>z)'?z?q(?:[&|,]{1,2}[qz]){0,2}l'*(?P<agent>I)(?=[iwO(])[^FQAUC#V]*O")
_STUDIES = frozenset(("study", "trial", "trials", "studies", "evaluation", "analysis"))
_CONDUCTED = frozenset(
    ("conducted", "performed", "undertook", "initiated", "undertaken", "report", "present")
)


_PATIENTS_ON = re.compile(r"[pO](?:,?ux{0,2}z?|z?,|z|z{0,2}(?:-|V8)?&|zz?w)?(?P<agent>I)")
_STUDYING = frozenset((
    "report", "reported", "describe", "described", "present", "included", "enrolled", "followed", "revised",
    "collected", "review", "identified",
))  # fmt: skip
_COURSE = frozenset((
    "outcome", "outcomes", "result", "results", "record", "records", "data", "database", "databases",
    "charts", "files", "course", "courses", "response", "responses", "survival", "efficacy", "safety",
    "experience", "total", "diagnosis", "cohort", "cohorts", "group", "series", "on", "follow-up",
    "effectiveness", "tolerability",
))  # fmt: skip
_GIVEN = re.compile(
    r"(?:who )?(?:(?:were|was|have|had|has) )?(?:treated|receiv|given|under[gw]o)", re.IGNORECASE
)
_WERE_GIVEN = re.compile(r"\w+(?: \([^)]*\))? (?:were |all )?(?:treated|received|given)\b")
""" "Patients were treated with X", of those whom the record is about."""
_GETTING = frozenset(("treated", "receiving", "received", "underwent", "undergoing"))


def patients_on(clause: Clause) -> int | None:
    """ "We reviewed the records of 45 patients with A treated with X": where X stands."""
    chunks = clause.chunks
    match = _PATIENTS_ON.search(clause.text)
    if match is None:
        return None
    at = match.start("agent")
    between = {chunk.text.lower() for chunk in chunks[match.start() + 1 : at]}
    if _was_before(clause, at) or "A" in clause.text[at:]:
        return None
    if not (_GIVEN.match(chunks[at].text) or between & _GETTING):
        return None
    verb = next((i for i, chunk in enumerate(chunks[: match.start()]) if _is_study(chunk)), None)
    if verb is not None and "A" in clause.text[:verb] and clause.text[verb - 1] == "x":
        return None  # "A was reported in patients treated with X"
    if verb is None:  # "data from 45 patients treated with X were collected"
        behind = any(_is_study(chunk) or chunk.text.lower() == "conducted" for chunk in chunks[at + 1 :])
        return at if behind and {chunk.text.lower() for chunk in chunks[: match.start()]} & _REPORTS else None
    words = [chunk.text.lower() for chunk in chunks[verb + 1 : match.start()]]
    stop = next((i for i, word in enumerate(words) if word in _OF), 0)
    return at if stop == 0 or words[stop - 1] in _COURSE else None


_REPORTS = frozenset(("data", "records", "charts", "outcomes", "files", "study", "analysis"))
_OF = frozenset(("of", "in", "from", "for", "among"))


_AFTER = re.compile(r"[YJz]{0,2}kO")


def of_the_treated(clause: Clause, at: int) -> Clause:
    """The clause as far as it says who got what stands at an index: later patients are a part of them."""
    if "O" not in clause.text[:at]:
        return clause
    after = _AFTER.match(clause.text, at + 1)
    return replace(clause, chunks=clause.chunks[: after.end() if after else at + 1])


def _was_before(clause: Clause, at: int) -> bool:
    """ "Patients who had received X before"."""
    said = clause.chunks[at].text.lower()
    behind = {chunk.text.lower() for chunk in clause.chunks[at + 1 : at + 2]}
    return "previously" in said or not behind.isdisjoint(("before", "earlier", "previously"))


def _is_study(chunk: Chunk) -> bool:
    cue = chunk.atom.cue if chunk.symbol == "F" and chunk.atom else None
    return chunk.text.lower() in _STUDYING if cue is None else cue.direction == "investigated"


def treatment(clause: Clause) -> int | None:
    """ "120 patients with A received X", "we conducted a study of X in patients with A": where X stands."""
    chunks = clause.chunks
    match = _GIVEN_TO.search(clause.text)
    if match is not None:
        at = match.start("agent")
        if "had" in {chunk.text.lower() for chunk in chunks[max(0, at - 3) : at]}:
            return None  # before the study
        verbs = {chunks[match.start(name)].text.lower() for name in ("verb", "verb3") if match[name]}
        if match["verb2"]:  # "we treated 20 patients with A with X"
            verbs = {chunk.text.lower() for chunk in chunks[max(0, at - 5) : at]} & {"treated"}
        said = chunks[at].text.lower()
        passive = clause.text[at - 1 : at] == "x" and said.startswith(("treated", "given"))
        passive = passive or (clause.text[at + 1 : at + 2] == "t" and " administered" in said)
        passive = passive or (chunks[at].atom is not None and _WERE_GIVEN.match(said) is not None)
        match = match if passive or verbs & {"received", "treated", "given", "administered"} else None
    elif {chunk.text.lower() for chunk in chunks} & _CONDUCTED:
        match = _STUDY_OF.search(clause.text) or _TRIAL_IN.search(clause.text)
        match = match if match and chunks[match.start("study")].text.lower() in _STUDIES else None
        if match and "with" in match.re.groupindex and chunks[match.start("with")].text.lower() != "using":
            match = None
    if match is None and (match := _REPORTED.search(clause.text)):
        match = match if chunks[match.start("verb")].text.lower() in _STUDYING | _CONDUCTED else None
    return match.start("agent") if match is not None else patients_on(clause)
