"""The patients that a measured value is of."""

import re

from kg.model import Population
from kg.relate.chunks import Chunk, bare_patients
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Whom
from kg.relate.measures import Group, in_brackets

_WHERE_TO = re.compile(r"[QR](?:t'?|tO,?[|&])?$|R[|&]$|QlO?$")
_HEADS = re.compile(r"(?:z:|[wib]'*I,)?[ilz'#]{1,4}O,")
"""Those who are set before a list ("among patients with A, 5% had ..., 6% had ... and 7% had ...")."""
_PATIENTS_BEHIND = re.compile(r"(?:[lwi']{0,3}I)?(?:[l'iwpz]{0,5}|\()O")


def treated(clause: Clause, group: Group, after: Group | None, discourse: Discourse) -> Whom:
    """The patients beside a group, else the record's for bare "patients", else the last named before it."""
    text = clause.text
    high = after.first if after else len(text)
    beside = _PATIENTS_BEHIND.match(text, group.last, high)
    if beside:
        return _said(clause.chunks[beside.end() - 1])
    # "Progressed to blast crisis" says where to, and not who.
    named = [at for at, symbol in enumerate(text) if symbol == "O" and not _WHERE_TO.search(text[:at])]
    named = [at for at in named if not (in_brackets(text, at) and ")" in text[at : group.first])]
    ahead = [index for index in named if index < group.first]
    if ahead:
        return _said(clause.chunks[ahead[-1]])
    if len(named) == 1 and named[0] < high:
        return _said(clause.chunks[named[0]])
    for index in range(len(text)):
        if text[index] == "j":
            resolved = discourse.these_patients(clause.chunks[index])
            return Whom(resolved.population, (), resolved.references) if resolved else Whom()
    whole = clause
    while whole.before is not None and not any(chunk.symbol in "pO" for chunk in whole.chunks):
        whole = whole.before
        if heading := _HEADS.match(whole.text):
            return _said(whole.chunks[heading.end() - 2])
    named_bare = bare_patients(clause.chunks)
    bare = named_bare == "p" or (named_bare == "I" and discourse.is_of_some)
    bare = bare or text[group.last : group.last + 1] == "h"
    bare = bare or (clause.before is not None and "p" in clause.before.text)
    if not bare or discourse.topic is None:
        return Whom()
    return Whom(discourse.topic, (), discourse.topic_references(clause))


def pooled(clause: Clause, group: Group, after: Group | None, count: int) -> tuple[Whom, ...]:
    """ "In 34% and 31% of patients with A and B, respectively": A, and B."""
    beside = _PATIENTS_BEHIND.match(clause.text, group.last, after.first if after else len(clause.text))
    ahead = clause.text.find("O", 0, group.first)
    chunk = clause.chunks[beside.end() - 1] if beside else clause.chunks[ahead] if ahead != -1 else None
    groups = chunk.population.groups if chunk and chunk.population else ()
    if chunk is None or len(groups) != count:
        return ()
    return tuple(Whom(Population((one,)), chunk.mentions) for one in groups)


def _said(chunk: Chunk) -> Whom:
    return Whom(chunk.population, chunk.mentions)
