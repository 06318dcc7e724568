"""Holds ontology, lexicon, shapes, queries and code against each other; what ``cml-kg check`` runs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import CmlKgError
from kg.graph.engines import judge, results
from kg.graph.lexicon import load_lexicon
from kg.graph.rules import load_rules
from kg.graph.validate import OF_NO_ARTICLE, shapes_graph
from kg.graph.vocab import BACKGROUND_GRAPH, CML, CONCEPT, PREFIXES, disagreements, undeclared
from kg.model import ClaimKind, Finding, Severity
from kg.query.questions import parse
from kg.resources import ontology_folder, queries_folder
from kg.terminology.lexicon import Lexicon
from kg.terminology.matcher import loosen
from kg.terminology.terms import Terms
from kg.text.fold import fold

_SELECT = ox.NamedNode("http://www.w3.org/ns/shacl#select")


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
        *_rules(),
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
    for file in sorted([folder / "rules.ttl", *folder.glob("*/*.ttl")]):
        used: set[str] = set()
        for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            nodes = (triple.subject, triple.predicate, triple.object)
            used |= {node.value for node in nodes if isinstance(node, ox.NamedNode)}
            if triple.predicate == _SELECT and isinstance(triple.object, ox.Literal):
                used |= _prefixed(triple.object.value)
        for iri in undeclared(iri for iri in used if iri.startswith(CML.iri)):
            yield _violation(
                f"{iri} is not in the ontology.", _named(file), "Correct its spelling, or declare it."
            )


def _shapes() -> Iterator[Finding]:
    """Each file of shapes against SHACL's own shapes, and the SPARQL in it."""
    import rdflib
    from pyshacl.entrypoints import meta_validate
    from rdflib.plugins.sparql import prepareQuery

    prefixes = {short: rdflib.Namespace(iri) for short, iri in PREFIXES.items()}
    for file in _shape_files():
        shapes = shapes_graph([file])
        for text in sorted(map(str, shapes.objects(None, rdflib.URIRef(_SELECT.value)))):
            try:
                prepareQuery(text, initNs=prefixes)
            except Exception as error:  # rdflib's parser raises many kinds
                problem = f"A SPARQL constraint does not parse: {error}"
                yield _violation(problem, _named(file), f"Correct it: {' '.join(text.split())}")
        _, report, _ = meta_validate(shapes, inference="none")
        for _severity, message, *_ in sorted(results(report)):
            yield _violation(f"This is not valid SHACL: {message}.", _named(file), "Correct the shape.")


def _lexicon_shapes() -> Iterator[Finding]:
    """The lexicon and the curated background against their shapes."""
    folder = ontology_folder()
    files = sorted([*folder.glob("lexicon/*.ttl"), *folder.glob("background/*.ttl")])
    own = [file for file in _shape_files() if file.name in {*OF_NO_ARTICLE, "prefixes.ttl"}]
    report = judge(shapes_graph(files), shapes_graph(own))
    for severity, message, focus, shape, component in sorted(results(report)):
        problem, _, mend = message.partition(": ")
        said = f"{problem}." if mend else problem
        place = "background" if focus.startswith(BACKGROUND_GRAPH.value) else "lexicon"
        yield Finding(severity, said, f"ontology/{place}", _short(focus), "", mend, focus, shape, component)


def _labels(lexicon: Lexicon) -> Iterator[Finding]:
    """Every label, as the matcher reads it, names its own concept and no other."""
    read = Terms(lexicon).matcher.find
    owners: dict[str, set[str]] = defaultdict(set)
    for label, id in lexicon.labels:
        if lexicon.concepts[id].type is None:
            continue  # no text is matched against it
        text = fold(label).text
        owners[loosen(text)].add(id)
        match read(text):
            case [only] if (only.start, only.end) == (0, len(text)):
                if only.value.id != id:
                    owners[loosen(text)].add(only.value.id)
            case _:
                yield Finding(
                    Severity.WARNING,
                    f'The label "{label}" is never read as c:{id}.',
                    file="ontology/lexicon",
                    mend="Take the cml:vetoLabel away that hides it, or the label.",
                )
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


def _rules() -> Iterator[Finding]:
    """Every rule that the code names is described and measured, and every one described is in the code."""
    name = "ontology/rules.ttl"
    try:
        described = set(load_rules(ontology_folder() / "rules.ttl"))
    except CmlKgError as error:
        yield _violation(str(error), name, "Correct the file.")
        return
    code = "".join(file.read_text() for file in (Path(__file__).parent / "relate").glob("*.py"))
    emitted = set(re.findall(rf'"((?:{"|".join(ClaimKind)})\.[a-z-]+)"', code))
    for id in sorted(emitted ^ described):
        here, mend = ("not described", "Describe it.") if id in emitted else ("in no code", "Take it out.")
        yield Finding(Severity.WARNING, f"The rule {id} is {here}.", file=name, mend=mend)


def _queries() -> Iterator[Finding]:
    """Every saved question has its header and parses on both engines, with declared terms only."""
    from rdflib.plugins.sparql import prepareQuery

    for file in sorted(queries_folder().glob("*.rq")):
        name, text = f"queries/{file.name}", file.read_text(encoding="utf-8")
        try:
            parse(file.stem, text)
        except CmlKgError as error:
            yield _violation(str(error), name, "Correct the header.")
        for iri in undeclared(_prefixed(text)):
            yield _violation(f"{iri} is not in the ontology.", name, "Correct its spelling.")
        for engine, read in (("pyoxigraph", ox.Store().query), ("rdflib", prepareQuery)):
            try:
                read(text)
            except Exception as error:  # rdflib's parser raises many kinds
                problem = f"The query does not parse on {engine}: {error}"
                yield _violation(problem, name, "Correct the query.")


def _prefixed(sparql: str) -> set[str]:
    """IRIs of the terms of ours that a query names."""
    return {CML.iri + word for word in re.findall(r"\bcml:(\w+)", sparql)}


def _shape_files() -> list[Path]:
    return sorted((ontology_folder() / "shapes").glob("*.ttl"))


def _violation(message: str, file: str, mend: str) -> Finding:
    return Finding(Severity.VIOLATION, message, file=file, mend=mend)


def _named(file: Path) -> str:
    return f"ontology/{file.parent.name}/{file.name}"


def _short(iri: str) -> str:
    facts = f"{BACKGROUND_GRAPH.value}/"
    return f"c:{iri.removeprefix(CONCEPT)}" if iri.startswith(CONCEPT) else iri.removeprefix(facts)
