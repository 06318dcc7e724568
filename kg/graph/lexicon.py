"""Reads ``ontology/lexicon/*.ttl`` into the plain lexicon that the reading wing uses."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.model import Concept, Frequency, MentionType
from kg.resources import ontology_folder
from kg.terminology.lexicon import Cue, Lexicon, ReferenceSequence

CML = "https://w3id.org/cml-kg/ontology#"
CONCEPT = "https://w3id.org/cml-kg/concept/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_NO_CUES = (["dose-link"], ["basis"])
"""Roles of phrases that have a place of their own and are none of the grammar's."""

_Facts = dict[str, dict[str, list[str]]]


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """The lexicon of ``folder`` (default: the installed ontology); OntologyError names what is wrong."""
    facts = _facts(folder or ontology_folder())
    types = {
        iri: MentionType(values[0])
        for iri, properties in facts.items()
        if (values := properties.get(CML + "mentionType")) and iri.startswith(CML)
    }
    concepts: dict[str, Concept] = {}
    labels: list[tuple[str, str]] = []
    vetoes: list[str] = []
    spellings: list[tuple[str, str]] = []
    units: list[tuple[str, str]] = []
    frequencies: list[tuple[str, Frequency]] = []
    routes: list[tuple[str, str]] = []
    dose_links: list[str] = []
    bases: list[tuple[str, str]] = []
    reference: ReferenceSequence | None = None
    for iri, properties in sorted(facts.items()):
        kinds = properties.get(_TYPE, [])
        if CML + "SpellingPair" in kinds:
            spellings.append((properties[CML + "american"][0], properties[CML + "british"][0]))
        elif CML + "ReferenceSequence" in kinds:
            start = int(properties[CML + "sequenceStart"][0])
            reference = ReferenceSequence(start, properties[CML + "sequence"][0])
        elif CML + "Unit" in kinds:
            units += [(spelling, properties[CML + "ucum"][0]) for spelling in _labels(properties)]
        elif CML + "Frequency" in kinds:
            per_day = properties.get(CML + "timesPerDay")
            frequency = Frequency(
                _one(properties, SKOS + "prefLabel", iri), Decimal(per_day[0]) if per_day else None
            )
            frequencies += [(spelling, frequency) for spelling in _labels(properties)]
        elif CML + "Route" in kinds:
            route = _one(properties, SKOS + "prefLabel", iri)
            routes += [(spelling, route) for spelling in _labels(properties)]
        elif properties.get(CML + "role") == ["dose-link"]:
            dose_links += _labels(properties)
        elif properties.get(CML + "role") == ["basis"]:
            bases += [(phrase, properties[CML + "cueDirection"][0]) for phrase in _labels(properties)]
        elif SKOS + "Concept" in kinds and CML + "Cue" not in kinds and iri.startswith(CONCEPT):
            id = iri.removeprefix(CONCEPT)
            label = _one(properties, SKOS + "prefLabel", iri)
            type_ = next((types[kind] for kind in sorted(kinds) if kind in types), None)
            concepts[id] = Concept(id, label, type_)
            labels += [(text, id) for text in _labels(properties)]
            vetoes += sorted(properties.get(CML + "vetoLabel", []))
    return Lexicon(
        concepts=concepts,
        labels=tuple(labels),
        vetoes=tuple(vetoes),
        cues=tuple(_cues(facts, concepts)),
        spellings=tuple(spellings),
        broader=_ancestors(facts),
        relevant=_marked(facts, "marksRelevance"),
        undesirable=_marked(facts, "undesirable"),
        transcript_limits={
            Decimal(limit): iri.removeprefix(CONCEPT)
            for iri, found in facts.items()
            for limit in found.get(CML + "transcriptLimit", ())
        },
        reference=reference,
        units=tuple(units),
        frequencies=tuple(frequencies),
        routes=tuple(routes),
        dose_links=tuple(dose_links),
        bases=tuple(bases),
    )


def _marked(facts: _Facts, mark: str) -> frozenset[str]:
    return frozenset(
        iri.removeprefix(CONCEPT) for iri, found in facts.items() if found.get(CML + mark) == ["true"]
    )


def _facts(folder: Path) -> _Facts:
    facts: _Facts = defaultdict(lambda: defaultdict(list))
    files = [folder / "cml.ttl", *sorted((folder / "lexicon").glob("*.ttl"))]
    for file in files:
        try:
            triples = list(ox.parse(path=file, format=ox.RdfFormat.TURTLE))
        except (OSError, SyntaxError) as error:
            raise OntologyError(f"{file.name}: {error}") from error
        for triple in triples:
            if isinstance(triple.subject, ox.NamedNode) and isinstance(
                triple.object, ox.NamedNode | ox.Literal
            ):
                facts[triple.subject.value][triple.predicate.value].append(triple.object.value)
    return facts


def _labels(properties: dict[str, list[str]]) -> list[str]:
    return [
        text
        for name in ("prefLabel", "altLabel", "hiddenLabel")
        for text in sorted(properties.get(SKOS + name, []))
    ]


def _one(properties: dict[str, list[str]], property: str, iri: str) -> str:
    values = properties.get(property, [])
    if len(values) != 1:
        raise OntologyError(f"{iri}: needs exactly one {property.rpartition('#')[2]}, has {len(values)}")
    return values[0]


def _cues(facts: _Facts, concepts: dict[str, Concept]) -> list[tuple[str, Cue]]:
    cues: list[tuple[str, Cue]] = []
    for iri, properties in sorted(facts.items()):
        if CML + "Cue" not in properties.get(_TYPE, []) or properties.get(CML + "role") in _NO_CUES:
            continue

        def text(name: str, properties: dict[str, list[str]] = properties) -> str:
            return properties.get(CML + name, [""])[0]

        def concept(name: str, iri: str = iri) -> Concept | None:
            target = text(name).removeprefix(CONCEPT)
            if target and target not in concepts:
                raise OntologyError(f"{iri}: cml:{name} points to c:{target}, which the lexicon has not")
            return concepts[target] if target else None

        cue = Cue(
            id=iri.removeprefix(CONCEPT),
            role=_one(properties, CML + "role", iri),
            kind=text("claimKind"),
            direction=text("cueDirection"),
            outcome=concept("cueOutcome"),
            polarity=-1 if text("polarity") == "negative" else 1,
            agent_side=text("agentSide"),
            status=concept("cueStatus"),
        )
        cues += [(phrase, cue) for phrase in _labels(properties)]
    return cues


def _ancestors(facts: _Facts) -> dict[str, frozenset[str]]:
    parents = {iri: set(found.get(SKOS + "broader", [])) for iri, found in facts.items()}
    closed: dict[str, frozenset[str]] = {}
    for iri in parents:
        seen: set[str] = set()
        todo = list(parents[iri])
        while todo:
            parent = todo.pop()
            if parent not in seen:
                seen.add(parent)
                todo += parents.get(parent, ())
        if seen:
            closed[iri.removeprefix(CONCEPT)] = frozenset(parent.removeprefix(CONCEPT) for parent in seen)
    return closed
