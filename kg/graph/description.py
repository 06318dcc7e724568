"""The graphs that are about no article: the lexicon, the curated background, and how the store was built."""

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import CmlKgError, OntologyError
from kg.graph import iris
from kg.graph.vocab import (
    BACKGROUND_GRAPH,
    BUILD_GRAPH,
    CML,
    DCAT,
    DCTERMS,
    LEXICON_GRAPH,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    VOID,
    XSD,
)
from kg.resources import ontology_folder

_FOR_MATCHING = {SKOS.hiddenLabel, CML.vetoLabel}
"""How texts are read is no knowledge about CML."""


@cache  # validation and the store both ask for it
def lexicon_quads(folder: Path | None = None) -> tuple[Quad, ...]:
    """Ontology, rules and concepts of ``folder`` (default: the installed one); no matching aids, no cues.

    Axioms without a name of their own are for reasoners, which read the file.
    """
    return tuple(_lexicon_quads(folder or ontology_folder()))


def _lexicon_quads(folder: Path) -> Iterator[Quad]:
    for file in sorted([*folder.glob("*.ttl"), *(folder / "lexicon").glob("*.ttl")]):
        triples = _read(file)
        cues = {t.subject for t in triples if t.predicate == RDF.type and t.object == CML.Cue}
        for triple in triples:
            named = isinstance(triple.subject, NamedNode) and not isinstance(triple.object, BlankNode)
            if named and triple.subject not in cues and triple.predicate not in _FOR_MATCHING:
                yield Quad(triple.subject, triple.predicate, triple.object, LEXICON_GRAPH)


def background_quads(folder: Path | None = None) -> Iterator[Quad]:
    """The curated facts of ``folder`` (default: the installed ontology)."""
    for file in sorted(((folder or ontology_folder()) / "background").glob("*.ttl")):
        for triple in _read(file):
            yield Quad(triple.subject, triple.predicate, triple.object, BACKGROUND_GRAPH)


def build_quads(
    base: str, version: str, files: Iterable[NamedNode], *, articles: int, triples: int
) -> Iterator[Quad]:
    """The build as an activity with its inputs, and what it made; without a clock, so that it repeats."""
    used = sorted({file.value for file in files})
    software = iris.mint(base, "software", "cml-kg", version)
    activity = iris.mint(base, "activity", version, list(used))
    dataset = iris.mint(base, "dataset", version, list(used))
    facts: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (software, RDF.type, PROV.SoftwareAgent),
        (software, SCHEMA.name, Literal("cml-kg")),
        (software, SCHEMA.softwareVersion, Literal(version)),
        (activity, RDF.type, PROV.Activity),
        (activity, PROV.wasAssociatedWith, software),
        *((activity, PROV.used, NamedNode(file)) for file in used),
        (dataset, RDF.type, VOID.Dataset),
        (dataset, RDF.type, DCAT.Dataset),
        (dataset, DCTERMS.title, Literal("CML therapy knowledge graph", language="en")),
        (dataset, PROV.wasGeneratedBy, activity),
        (dataset, VOID.uriSpace, Literal(base)),
        (dataset, VOID.documents, Literal(str(articles), datatype=XSD.integer)),
        (dataset, VOID.triples, Literal(str(triples), datatype=XSD.integer)),
    ]
    ended = _source_date()
    if ended:
        facts.append((activity, PROV.endedAtTime, ended))
    for fact in facts:
        yield Quad(*fact, BUILD_GRAPH)


def _source_date() -> Literal | None:
    """The time that SOURCE_DATE_EPOCH gives, where it is set."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    try:
        time = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise CmlKgError(f"SOURCE_DATE_EPOCH={seconds} is no number of seconds since 1970") from error
    return Literal(time.strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=XSD.dateTime)


def _read(file: Path) -> list[Triple]:
    try:
        return [quad.triple for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE)]
    except (OSError, SyntaxError) as error:
        raise OntologyError(f"{file.name}: {error}") from error
