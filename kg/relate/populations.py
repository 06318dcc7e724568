"""Whom a sentence is about: "patients with imatinib-resistant CML", "those with the T315I mutation".

Constituents (a disease, a status towards a drug, a mutation) are found by a grammar over atoms, then
joined: side by side they intersect and the most specific stands; with "or" or "and" between they are
pooled. The order of specificity is rule 1 of the evidence table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Concept, Mention, PatientGroup, Population
from kg.relate.atoms import Atom, symbols
from kg.terminology.terms import Terms

_PHASES = ("blast-phase-cml", "accelerated-phase-cml", "chronic-phase-cml")
"""Phases that stand for what is narrower (myeloid blast phase): the evidence table has no finer label."""
STATUSES = ("resistance", "intolerance", "failure", "relapse")
"""Concepts that a patient group can have towards a drug; narrower ones count as these."""

_DRUGS = r"[DKH]d?(?:(?:,?[&|](?!'*[DKH]d?ip)|,(?!'*[DKH]d?[xENFqho])|\+)'*[DKH]d?)*"
_LOOSE = r"(?:['kzr]|z\|z){0,4}"
"""What may stand before the drugs: "at least two prior"."""
_STATUS_LIST = r"s(?:[tl]?,?[&|]s)*"
_WHO = r"(?:p[ux]*|u[ux]*|^)"
_CONTEXT = r"(?:p[uxz]*[wil]?|[ikw~]|i'?zl|[pS]ux{0,2}[oz]|S&)'*[zG]?"
_CONSTITUENT = re.compile(
    rf"(?P<noun>(?<!f)R(?:,?[&|]'*R)*(?:(?=[tl])|t?[&|]'*s))[tl]?{_LOOSE}(?P<noun_drugs>{_DRUGS})"
    rf"|(?P<adjective>{_STATUS_LIST})[tl]?{_LOOSE}(?P<adjective_drugs>{_DRUGS})"
    rf"|(?P<compound_drugs>{_DRUGS})(?P<compound>{_STATUS_LIST})"
    rf"|(?P<drugs_of>{_DRUGS})(?P<after>R(?:,?[&|]'*R)*)"
    rf"|(?P<bare>R(?:,?[&|]'*R)*)"
    rf"|(?P<bare_adjective>{_STATUS_LIST})(?=p|S|k|[tl]kY)"
    rf"|(?P<mutation>M(?:(?:,?[&|]|,)'*M)*)"
    rf"|(?P<disease>S)"
)
_ANY = frozenset("RsMS")
"""One of which is in every constituent."""
_NEEDS_CONTEXT = re.compile(rf"{_CONTEXT}$")
_NEEDS_WHO = re.compile(rf"(?:{_WHO})[xz']*$")
_INTERSECTS = re.compile(r"[pwiux'zlk(),]{0,3}|w'G|ux{0,2}[oz]|[(,]z?[pwiux']{0,3}")
_MUTATIONS = "bcr-abl-mutation"
_CARRYING = re.compile(r"p[ux]*(?:w|(?P<verb>z))['z]?$")
""" "Patients with", "patients harboring" mutations of a kind."""
_PATIENT_HEAD = re.compile(r"z{0,2}[pSRM]|$|[^zGmA]")
_CARRY = frozenset(("harboring", "harbouring", "carrying", "bearing", "expressing"))
_DISEASE_WORDS = frozenset(("disease", "leukemia", "leukaemia", "setting", "settings"))
_LISTED = re.compile(r"(?:,'*S)+,?[|&]'*S")
_BOTH = ("with or without", "with and without")
_WITHOUT = re.compile(r"-'*M")
_WHATEVER = ("regardless", "irrespective", "independent")
"""What makes the status behind it no matter ("regardless of prior resistance to X")."""
_POOLS = re.compile(r",?[&|][pwiux'z]{0,4}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A population and the atoms (first, last + 1) and mentions that say it."""

    first: int
    last: int
    population: Population
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    first: int
    last: int
    groups: tuple[PatientGroup, ...]
    mentions: tuple[Mention, ...]
    narrowed: bool = False
    """Whether a status and a disease met in it."""


def find_phrases(row: Sequence[Atom], terms: Terms) -> list[Phrase]:
    """The population phrases of a sentence, left to right."""
    text = symbols(row)
    if _ANY.isdisjoint(text):
        return []
    phrases: list[Phrase] = []
    alternatives: list[_Part] = []
    for part in _parts(row, text, terms):
        gap = text[alternatives[-1].last : part.first] if alternatives else ""
        if alternatives and gap in ("&", "&'") and _is_their_own(alternatives[-1], part, text):
            alternatives[-1] = _narrower(alternatives[-1], part, terms)
        elif alternatives and (_both(row, part) or _are_phases(alternatives[-1], part, text)):
            alternatives.append(part)  # "with or without T315I", "in chronic, accelerated or blast phase"
        elif alternatives and _POOLS.fullmatch(gap):
            if not (alternatives[-1].narrowed and not _says_status(part)):  # "X-resistant A and B"
                alternatives.append(part)
            else:
                alternatives[-1] = _narrower(alternatives[-1], part, terms)
        elif alternatives and _INTERSECTS.fullmatch(gap) and not _are_others(alternatives[0], text, gap):
            if len(alternatives) > 1 and _says_status(part) and not any(map(_says_status, alternatives)):
                alternatives = [alternatives[0]]  # "A or B resistant to X": both diseases are
            alternatives[-1] = _narrower(alternatives[-1], part, terms)
        else:
            phrases += _phrase(alternatives, text)
            alternatives = [part]
    return phrases + _phrase(alternatives, text)


def _are_phases(left: _Part, right: _Part, text: str) -> bool:
    groups = (left.groups[-1], right.groups[0])
    phases = all(group.disease is not None and group.disease.id in _PHASES for group in groups)
    return phases and _LISTED.match(text, left.last) is not None


def _both(row: Sequence[Atom], part: _Part) -> bool:
    before = next((atom for atom in reversed(row[: part.first]) if atom.symbol != "'"), None)
    return before is not None and before.text.lower() in _BOTH


def _are_others(left: _Part, text: str, gap: str) -> bool:
    """ "Although X works in patients with A, patients with B ...": two groups of patients."""
    return gap.startswith(",p") and re.search(r"p[ux]*[wil]'*z?$", text[: left.first]) is not None


def _is_their_own(left: _Part, right: _Part, text: str) -> bool:
    """Whether a disease and what befell it are said of the same patients ("with A and resistance to X")."""
    if _says_status(left) or not _says_status(right):
        return False
    return text[right.first] in "RM'DKH" and text[right.last : right.last + 1] != "S"


def _phrase(parts: list[_Part], text: str) -> list[Phrase]:
    if not parts:
        return []
    ranks = [_rank(part.groups[0]) for part in parts]
    # In "imatinib-resistant and T315I-mutated CML" the disease is common to both; alone it is a pool.
    groups = dict.fromkeys(group for part in parts for group in part.groups if ranks)
    first = parts[0].first
    head = re.search(r"'*p(?:iu)?[ux]*(?:zx?)?[wil]?'*z?$", text[:first])
    last = parts[-1].last
    tail = re.match(r"z?p", text[last:])
    return [
        Phrase(
            head.start() if head else first,
            last + (tail.end() if tail else 0),
            Population(tuple(groups)),
            tuple(mention for part in parts for mention in part.mentions),
        )
    ]


def _narrower(left: _Part, right: _Part, terms: Terms) -> _Part:
    other = next((p for p in (left, right) if _is_other_disease(p.groups[0], terms)), None)
    if other is not None and not _says_status(left) and not _says_status(right):  # "newly diagnosed AML"
        return _Part(left.first, right.last, other.groups, left.mentions + right.mentions)
    groups = left.groups if _rank(left.groups[0]) <= _rank(right.groups[0]) else right.groups
    narrowed = left.narrowed or _says_status(left) is not _says_status(right)
    return _Part(left.first, right.last, groups, left.mentions + right.mentions, narrowed)


def _says_status(part: _Part) -> bool:
    return any(group.status or group.mutation for group in part.groups)


def _is_other_disease(group: PatientGroup, terms: Terms) -> bool:
    disease = group.disease
    return (
        disease is not None and group.status is None and not terms.is_a(disease, "chronic-myeloid-leukemia")
    )


def specificity(population: Population) -> int:
    """How specific a population is by rule 1 of the evidence table; 0 is a mutation, 5 the disease."""
    return min(_rank(group) for group in population.groups)


_ORDER = {
    "newly-diagnosed-cml": 3,
    "chronic-myeloid-leukemia": 5,
    "ph-positive-leukemia": 6,
    "leukemia": 6,
}


def _rank(group: PatientGroup) -> int:
    if group.mutation:
        return 0
    if group.status:
        return 2 if group.status.id == "relapse" else 1
    return _ORDER.get(group.disease.id, 4) if group.disease else 6


def _parts(row: Sequence[Atom], text: str, terms: Terms) -> Iterator[_Part]:
    at = 0
    while match := _CONSTITUENT.search(text, at):
        part = _part(match, row, text, terms)
        if part is None:
            at = match.start() + 1
        else:
            without = _WITHOUT.match(text, part.last)
            named = without is not None and row[part.last].text.lower() == "without"
            yield replace(part, last=without.end()) if without and named else part
            at = without.end() if without and named else match.end()


def _part(match: re.Match[str], row: Sequence[Atom], text: str, terms: Terms) -> _Part | None:
    before = text[: match.start()]
    first, last = match.span()
    if "k" in before[-3:] and any(
        a.text.lower().startswith(_WHATEVER) for a in row[max(0, first - 3) : first]
    ):
        return None
    mentions = tuple(atom.mention for atom in row[first:last] if atom.mention)
    if match["disease"]:
        disease = mentions[0].concept
        assert disease is not None
        phase = next((id for id in _PHASES if terms.is_a(disease, id)), disease.id)
        disease = terms.lexicon.concepts.get(phase, disease)
        other = _other_phase(before, row, terms) if phase in _PHASES else None
        groups = tuple(PatientGroup(said.label, disease=said) for said in (other, disease) if said)
        return _Part(first, last, groups, mentions)
    if match["mutation"]:
        if before.rstrip("'")[-1:] == "~" or not (
            _NEEDS_CONTEXT.search(before) or re.match(r"z?p", text[last:]) or _is_carried(before, row)
        ):
            return None  # "active against T315I" speaks of the mutant, not of patients
        named = [mention.concept for mention in mentions if mention.concept]
        tail = re.match(r"R?z?(?=[^z]|$)", text[last:]) if _says_mutation(row, last) else None
        end = last + 1 if tail and last < len(row) else last
        return _Part(
            first, end, tuple(PatientGroup(f"{m.label} mutation", mutation=m) for m in named), mentions
        )
    if match["compound"]:
        # "Imatinib-resistant isoforms" and "cells" are no patients.
        said = last < len(row) and row[last].text.lower() in _DISEASE_WORDS
        if not said and not _PATIENT_HEAD.match(text[last:]):
            return None
        return _status_part(match, "compound", "compound_drugs", row, mentions, terms)
    if match["adjective"]:
        if not _NEEDS_WHO.search(before) and not re.search(r"[S]z?[xu]*$", before):
            return None
        return _status_part(match, "adjective", "adjective_drugs", row, mentions, terms)
    if match["bare_adjective"]:
        whom = text[last] == "p" or (text[last] == "S" and re.search(r"p[ux]*w'?$", before))
        if not whom and not _NEEDS_WHO.search(before) and not re.search(r"S[xu]*$", before):
            return None  # "patients resistant to prior therapy"
        return _status_part(match, "bare_adjective", "", row, mentions, terms)
    overcome = (match["noun_drugs"] or match["after"]) and before.rstrip("'").endswith("3")
    if not overcome and not _NEEDS_CONTEXT.search(before):
        return None
    if match["noun"]:
        return _status_part(match, "noun", "noun_drugs", row, mentions, terms)
    if match["after"]:
        return _status_part(match, "after", "drugs_of", row, mentions, terms)
    kinds = tuple(m.concept for m in mentions if m.concept and terms.is_a(m.concept, _MUTATIONS))
    if kinds and len(kinds) == len(mentions):
        carried = _CARRYING.search(before)
        if carried is None or (carried["verb"] and not row[carried.start("verb")].text.endswith("ing")):
            return None
        return _Part(first, last, tuple(PatientGroup(kind.label, mutation=kind) for kind in kinds), mentions)
    relapse = before.endswith("u") and row[first].text.lower().startswith("relapse")  # "who relapse after"
    if not relapse and not re.search(r"p[ux]*w'*z?$", before):
        return None
    return _status_part(match, "bare", "", row, mentions, terms)


def _other_phase(before: str, row: Sequence[Atom], terms: Terms) -> Concept | None:
    """ "Accelerated or blast phase": the phase that is named by half."""
    if re.search(r"z,?[&|]$", before) is None:
        return None
    word = row[len(before.rstrip("&|,")) - 1].text.lower()
    return terms.lexicon.concepts.get(f"{word}-phase-cml") if f"{word}-phase-cml" in _PHASES else None


def _is_carried(before: str, row: Sequence[Atom]) -> bool:
    """ "Patients with CML harboring T315I"."""
    verb = re.search(r"S(z)'*$", before)
    return verb is not None and row[verb.start(1)].text.lower() in _CARRY


def _says_mutation(row: Sequence[Atom], index: int) -> bool:
    return index < len(row) and row[index].text.lower().startswith("mutation")


def _status_part(
    match: re.Match[str],
    status: str,
    drugs: str,
    row: Sequence[Atom],
    mentions: tuple[Mention, ...],
    terms: Terms,
) -> _Part | None:
    statuses = [
        _status(atom, terms) for atom in row[match.start(status) : match.end(status)] if atom.symbol in "Rs"
    ]
    if any(found is None for found in statuses):
        return None
    named: list[Concept | None] = [None]
    if drugs:
        stretch = row[match.start(drugs) : match.end(drugs)]
        named = [atom.mention.concept for atom in stretch if atom.mention and atom.symbol in "DKH"]
    groups = tuple(_status_group(found, drug) for drug in named for found in statuses if found)
    return _Part(match.start(), match.end(), groups, mentions)


def _status(atom: Atom, terms: Terms) -> Concept | None:
    concept = atom.cue.status if atom.cue else atom.mention.concept if atom.mention else None
    if concept is None:
        return None
    return next((terms.lexicon.concept(id) for id in STATUSES if terms.is_a(concept, id)), None)


def _status_group(status: Concept, drug: Concept | None) -> PatientGroup:
    drug = None if status.id == "relapse" else drug  # "relapsing after transplantation"
    label = f"{drug.label} {status.label}" if drug else status.label
    return PatientGroup(label, status=status, drug=drug)
