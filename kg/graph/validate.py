"""Checks the graph of each article against ontology/shapes, and reports in plain words and as RDF.

pySHACL is the judge (https://www.w3.org/TR/shacl/). Articles are checked in batches, together with the
classes of the lexicon's concepts, so that the work grows with the number of articles and no more.

pySHACL parses a SPARQL constraint anew for each focus node, which is slow; so the shapes ask each such
question once, of a class as a whole, and the node at fault is the value of the result.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.graph.iris import DEFAULT_BASE, mint
from kg.graph.store import GraphStore
from kg.graph.vocab import CML, CURATION_GRAPH, DCTERMS, LEXICON_GRAPH, OA, PROV, RDF, SCHEMA, SH
from kg.model import Finding, Severity
from kg.resources import ontology_folder

if TYPE_CHECKING:
    import rdflib

_REACH = 5
"""Links between any node of an article's graph and the article, at the most."""
LEXICON_SHAPES = "lexicon.ttl"
"""The one file of ontology/shapes that is about the lexicon and not about articles."""
_BATCH = 50
"""Articles that are checked together: parsing the SPARQL constraints costs as much as one article."""
_WAYS_TO_QUOTE = (
    (CML.evidence, OA.hasTarget, OA.hasSelector, OA.exact),
    (OA.hasTarget, OA.hasSelector, OA.exact),
    (OA.hasSelector, OA.exact),
    (OA.exact,),
)
"""From a node that a shape complains of to the words that it is about."""


def validate(store: GraphStore) -> list[Finding]:
    """Findings about every article of the store, a batch of articles at a time."""
    classes = _classes(store)
    decisions = {quad.triple for quad in store.quads(CURATION_GRAPH)}
    people = {t.subject for t in decisions if t.object == PROV.Person}
    unlinked = {t for t in decisions if t.subject not in people}
    findings: list[Finding] = []
    graphs = store.article_graphs()
    for first in range(0, len(graphs), _BATCH):
        triples = {quad.triple for graph in graphs[first : first + _BATCH] for quad in store.quads(graph)}
        made = _about(triples, decisions)
        findings += validate_triples(triples | _about(triples, classes) | made | _about(made, decisions))
        unlinked -= made
    if unlinked:
        findings += validate_triples(unlinked | _about(unlinked, decisions))
    return findings


def validate_turtle(data: str) -> list[Finding]:
    """Findings about the graph of one article or more, given as Turtle."""
    return validate_triples(quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE))


def validate_triples(triples: Iterable[ox.Triple], shapes: "rdflib.Graph | None" = None) -> list[Finding]:
    """Findings about the graphs of articles, the gravest first; by other ``shapes`` than all, if given."""
    data = _rdflib(triples)
    return sorted(_findings(data, judge(data, shapes or _shapes())), key=_order)


def judge(data: "rdflib.Graph", shapes: "rdflib.Graph") -> "rdflib.Graph":
    """pySHACL's report on the data."""
    import pyshacl  # takes a while to import, and only this needs it
    import rdflib

    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    if not isinstance(results, rdflib.Graph):
        raise OntologyError(f"ontology/shapes cannot be used: {results}")
    return results


def shapes_graph(files: Iterable[Path]) -> "rdflib.Graph":
    """Shapes files as one graph."""
    import rdflib

    shapes = rdflib.Graph()
    for file in files:
        try:
            shapes.parse(file, format="turtle")
        except (OSError, SyntaxError) as error:
            raise OntologyError(f"ontology/shapes/{file.name} cannot be read: {error}") from error
    return shapes


def results(report: "rdflib.Graph") -> Iterator[tuple[Severity, str, str, str]]:
    """(severity, message, IRI of the node at fault, IRI of the shape) of every result of a SHACL report."""
    import rdflib

    sh = rdflib.Namespace(SH.iri)
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        severity = str(report.value(result, sh.resultSeverity)).removeprefix(SH.iri)
        shape = report.value(result, sh.sourceShape)
        messages = sorted({str(message) for message in report.objects(result, sh.resultMessage)})
        named = str(shape) if isinstance(shape, rdflib.URIRef) else ""
        asked_of_all = report.value(result, sh.sourceConstraintComponent) == sh.SPARQLConstraintComponent
        focus = (report.value(result, sh.value) if asked_of_all else None) or report.value(
            result, sh.focusNode
        )
        yield Severity(severity), " ".join(messages), str(focus), named


def write_reports(findings: Sequence[Finding], folder: Path) -> Path:
    """Writes report.txt for people and report.ttl for machines; the path of the former."""
    readable, machine = folder / "report.txt", folder / "report.ttl"
    readable.write_text(_plain(findings), encoding="utf-8")
    machine.write_bytes(_turtle(findings))
    return readable


@cache
def _shapes() -> "rdflib.Graph":
    folder = ontology_folder() / "shapes"
    return shapes_graph(file for file in sorted(folder.glob("*.ttl")) if file.name != LEXICON_SHAPES)


def _about(triples: Iterable[ox.Triple], others: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Those of the others that are about what the triples point to."""
    objects = {triple.object for triple in triples}
    return {triple for triple in others if triple.subject in objects}


def _classes(store: GraphStore) -> list[ox.Triple]:
    quads = store.quads(LEXICON_GRAPH)
    return [quad.triple for quad in quads if quad.predicate == RDF.type]


def _rdflib(triples: Iterable[ox.Triple]) -> "rdflib.Graph":
    import rdflib

    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    graph = rdflib.Graph()
    graph.parse(data=text.decode("utf-8"), format="nt")
    return graph


def _findings(data: "rdflib.Graph", report: "rdflib.Graph") -> Iterator[Finding]:
    import rdflib

    for severity, message, focus, shape in results(report):
        problem, _, mend = message.partition(": ")
        article = _article(data, rdflib.URIRef(focus))
        source = data.value(article, rdflib.URIRef(PROV.wasDerivedFrom.value))
        yield Finding(
            severity=severity,
            message=problem if problem.endswith(".") or not mend else f"{problem}.",
            file=str(data.value(source, rdflib.URIRef(CML.fileName.value)) or ""),
            record=str(data.value(article, rdflib.URIRef(DCTERMS.identifier.value)) or ""),
            quote=_quote(data, focus),
            mend=mend[:1].upper() + mend[1:],
            focus=focus,
            shape=shape,
        )


def _article(data: "rdflib.Graph", node: "rdflib.term.Node") -> "rdflib.term.Node | None":
    """The article that a node belongs to: the nearest one up or down the links of the graph."""
    import rdflib

    article = rdflib.URIRef(SCHEMA.ScholarlyArticle.value)
    seen, ring = {node}, [node]
    for _ in range(_REACH):
        for found in sorted(ring, key=str):
            if (found, rdflib.RDF.type, article) in data:
                return found
        near = {s for found in ring for s in data.subjects(None, found)}
        near |= {o for found in ring for o in data.objects(found) if isinstance(o, rdflib.URIRef)}
        ring = [found for found in near - seen if (found, rdflib.RDF.type, None) in data]
        seen |= near
    return None


def _quote(data: "rdflib.Graph", focus: str) -> str:
    import rdflib

    for way in _WAYS_TO_QUOTE:
        nodes: list[rdflib.term.Node] = [rdflib.URIRef(focus)]
        for step in way:
            nodes = [found for node in nodes for found in data.objects(node, rdflib.URIRef(step.value))]
        if nodes:
            return min(map(str, nodes))
    return ""


def _order(finding: Finding) -> tuple[int, str, str, str]:
    return list(Severity).index(finding.severity), finding.record, finding.message, finding.focus


def _plain(findings: Sequence[Finding]) -> str:
    if not findings:
        return "The graph conforms to its shapes.\n"
    blocks = []
    for finding in findings:
        lines = [f"{finding.severity}: {finding.message}"]
        told = (
            ("file", finding.file),
            ("record", finding.record),
            ("sentence", finding.quote),
            ("node", finding.focus),
            ("what to do", finding.mend),
        )
        lines += [f"  {name}: {value}" for name, value in told if value]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _turtle(findings: Sequence[Finding]) -> bytes:
    report = mint(DEFAULT_BASE, "report", "validation")
    conforms = not any(finding.severity is Severity.VIOLATION for finding in findings)
    triples = {
        ox.Triple(report, RDF.type, SH.ValidationReport),
        ox.Triple(report, SH.conforms, ox.Literal(conforms)),
    }
    for finding in findings:
        result = mint(DEFAULT_BASE, "result", finding.focus, finding.shape, finding.message)
        triples |= {
            ox.Triple(report, SH.result, result),
            ox.Triple(result, RDF.type, SH.ValidationResult),
            ox.Triple(result, SH.focusNode, ox.NamedNode(finding.focus)),
            ox.Triple(result, SH.resultSeverity, SH[finding.severity.value]),
            ox.Triple(result, SH.resultMessage, ox.Literal(f"{finding.message} {finding.mend}".strip())),
        }
        if finding.shape:
            triples.add(ox.Triple(result, SH.sourceShape, ox.NamedNode(finding.shape)))
    prefixes = {"sh": SH.iri, "cml": CML.iri, "id": DEFAULT_BASE}
    text = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    assert text is not None
    return text
