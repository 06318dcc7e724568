"""Holds ontology, lexicon, shapes, queries and code against each other; what ``cml-kg check`` runs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import CmlKgError
from kg.graph.lexicon import load_lexicon
from kg.graph.validate import LEXICON_SHAPES, judge, results, shapes_graph
from kg.graph.vocab import CML, CONCEPT, disagreements, undeclared
from kg.model import Finding, Severity
from kg.query import questions
from kg.resources import ontology_folder, queries_folder
from kg.terminology.lexicon import Lexicon


def check() -> list[Finding]:
    """Everything that does not agree; empty where all is well."""
    try:
        lexicon = load_lexicon()
    except CmlKgError as error:
        return [_violation(str(error), "ontology/lexicon", "Correct the file.")]
    return [
        *_vocabulary(),
        *_shapes(),
        *_lexicon_shapes(),
        *_labels(lexicon),
        *_variants(lexicon),
        *_queries(),
    ]


def _vocabulary() -> Iterator[Finding]:
    folder = ontology_folder()
    defined = {
        triple.subject.value
        for triple in ox.parse(path=folder / "cml.ttl", format=ox.RdfFormat.TURTLE)
        if isinstance(triple.subject, ox.NamedNode)
    }
    for line in disagreements(defined):
        yield _violation(line, "ontology/cml.ttl", "Declare the term in both, or in neither.")
    for file in sorted([*(folder / "lexicon").glob("*.ttl"), *(folder / "shapes").glob("*.ttl")]):
        used: set[str] = set()
        for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            nodes = (triple.subject, triple.predicate, triple.object)
            used |= {node.value for node in nodes if isinstance(node, ox.NamedNode)}
        for iri in undeclared(iri for iri in used if iri.startswith(CML.iri)):
            yield _violation(
                f"{iri} is not in the ontology.", _named(file), "Correct its spelling, or declare it."
            )


def _shapes() -> Iterator[Finding]:
    """The shapes against SHACL's own shapes."""
    import pyshacl
    import rdflib

    shapes = shapes_graph(sorted((ontology_folder() / "shapes").glob("*.ttl")))
    try:
        pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    except pyshacl.errors.ReportableRuntimeError as error:
        yield _violation(f"This is not valid SHACL: {error.message}", "ontology/shapes", "Correct the shape.")


def _lexicon_shapes() -> Iterator[Finding]:
    folder = ontology_folder()
    data = shapes_graph(sorted((folder / "lexicon").glob("*.ttl")))
    report = judge(data, shapes_graph([folder / "shapes" / LEXICON_SHAPES]))
    for severity, message, focus, shape in sorted(results(report)):
        problem, _, mend = message.partition(": ")
        said = f"{problem}." if mend else problem
        yield Finding(severity, said, "ontology/lexicon", _short(focus), "", mend, focus, shape)


def _labels(lexicon: Lexicon) -> Iterator[Finding]:
    """No label names two concepts, as the matcher sees labels: capitals count where there are any."""
    owners: dict[str, set[str]] = defaultdict(set)
    for label, id in lexicon.labels:
        if lexicon.concepts[id].type is not None:
            owners[label.replace("-", " ")].add(id)
    for label, ids in sorted(owners.items()):
        if len(ids) > 1:
            named = ", ".join(f"c:{id}" for id in sorted(ids))
            yield _violation(
                f'The label "{label}" is on {named}.', "ontology/lexicon", "Leave it on one of them."
            )


def _variants(lexicon: Lexicon) -> Iterator[Finding]:
    """Every BCR::ABL1 variant begins with the residue that the reference sequence has there."""
    reference = lexicon.reference
    file = ontology_folder() / "lexicon" / "variants.ttl"
    if reference is None or not file.exists():
        return
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            facts[triple.subject.value][triple.predicate.value] = triple.object.value
    for iri, said in sorted(facts.items()):
        if said.get(CML.onGene.value) != f"{CONCEPT}gene-BCR-ABL1" or CML.position.value not in said:
            continue
        residue = reference.residue(int(said[CML.position.value]))
        if residue and residue != said.get(CML.refResidue.value):
            problem = f"The reference sequence has {residue} at the position of {_short(iri)}."
            yield _violation(problem, _named(file), "Correct the variant.")


def _queries() -> Iterator[Finding]:
    """Every saved question has its header and parses on both engines, with declared terms only."""
    from rdflib.plugins.sparql import prepareQuery

    try:
        known = questions()
    except CmlKgError as error:
        yield _violation(str(error), "queries", "Correct the header.")
        return
    files = {file.stem for file in queries_folder().glob("*.rq")}
    for name in sorted(files - set(known)):
        yield _violation("The question cannot be read.", f"queries/{name}.rq", "Correct its header.")
    for name, question in sorted(known.items()):
        for word in sorted(set(_prefixed(question.text))):
            for iri in undeclared([CML.iri + word]):
                yield _violation(
                    f"{iri} is not in the ontology.", f"queries/{name}.rq", "Correct its spelling."
                )
        try:
            ox.Store().query(question.text)
            prepareQuery(question.text)
        except Exception as error:  # rdflib's parser raises many kinds
            yield _violation(f"The query does not parse: {error}", f"queries/{name}.rq", "Correct the query.")


def _prefixed(text: str) -> list[str]:
    return re.findall(r"\bcml:(\w+)", text)


def _violation(message: str, file: str, mend: str) -> Finding:
    return Finding(Severity.VIOLATION, message, file=file, mend=mend)


def _named(file: Path) -> str:
    return f"ontology/{file.parent.name}/{file.name}"


def _short(iri: str) -> str:
    return f"c:{iri.removeprefix(CONCEPT)}" if iri.startswith(CONCEPT) else iri
