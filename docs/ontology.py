"""Writes ontology/cml.ttl out as one page for people: ``python -m docs.ontology FILE``, or ``make docs``.

Every term has its own name as its anchor, so that https://w3id.org/cml-kg/ontology#Claim can lead to it.
The page needs nothing but itself.
"""

import sys
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, VANN, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from kg.resources import ontology_folder

CML = "https://w3id.org/cml-kg/ontology#"
KINDS = (
    ("Classes", OWL.Class),
    ("Object properties", OWL.ObjectProperty),
    ("Data properties", OWL.DatatypeProperty),
    ("Annotation properties", OWL.AnnotationProperty),
)
ABOUT = (
    ("Version", OWL.versionInfo),
    ("Version IRI", OWL.versionIRI),
    ("Earlier version", OWL.priorVersion),
    ("Issued", DCTERMS.issued),
    ("Created by", DCTERMS.creator),
    ("Published by", DCTERMS.publisher),
    ("Licence", DCTERMS.license),
    ("Prefix", VANN.preferredNamespacePrefix),
    ("Namespace", VANN.preferredNamespaceUri),
    ("Changes", SKOS.changeNote),
)
SAID = (
    ("Is a", RDFS.subClassOf),
    ("Is a", RDFS.subPropertyOf),
    ("The same as", OWL.equivalentClass),
    ("Said of", RDFS.domain),
    ("Leads to", RDFS.range),
    ("Inverse of", OWL.inverseOf),
    ("Excludes", OWL.disjointWith),
    ("Close match", SKOS.closeMatch),
    ("Broader match", SKOS.broadMatch),
    ("Related match", SKOS.relatedMatch),
)
TURNED = (
    ("Includes", RDFS.subClassOf),
    ("Has", RDFS.domain),
    ("Is reached by", RDFS.range),
    ("Inverse of", OWL.inverseOf),
)
STYLE = (Path(__file__).parent / "ontology.css").read_text(encoding="utf-8")


def page(graph: Graph) -> str:
    """The whole page."""
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    title = escape(str(graph.value(ontology, DCTERMS.title)))
    contents, body = [], []
    for heading, kind in KINDS:
        terms = sorted(_ours(graph.subjects(RDF.type, kind)), key=lambda term: _label(graph, term).lower())
        links = "".join(f"<li>{_link(graph, term)}</li>" for term in terms)
        contents.append(f"<h2>{heading}</h2><ul>{links}</ul>")
        body.append(f"<h2>{heading}</h2>" + "".join(_term(graph, term) for term in terms))
    about = _list(
        ((name, map(_value, graph.objects(ontology, said))) for name, said in ABOUT), between="<br>"
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head><body>"
        f'<nav aria-label="Terms">{"".join(contents)}</nav><main><h1>{title}</h1>'
        f"<p>{escape(str(graph.value(ontology, DCTERMS.description)))}</p>"
        f"<p><code>{escape(str(ontology))}</code></p>{about}{''.join(body)}</main></body></html>\n"
    )


def _term(graph: Graph, term: URIRef) -> str:
    said = [(name, [_expression(graph, o) for o in graph.objects(term, p)]) for name, p in SAID]
    turned = [(name, [_link(graph, s) for s in _ours(_users(graph, term, p))]) for name, p in TURNED]
    apart = [
        _link(graph, other)
        for listed in graph.objects(None, OWL.members)
        if term in (members := list(Collection(graph, listed)))
        for other in _ours(members)
        if other != term
    ]
    at_most_one = ["no more than one"] if (term, RDF.type, OWL.FunctionalProperty) in graph else []
    facts = _list([*said, ("How many", at_most_one), *turned, ("Excludes", apart)])
    name = term.removeprefix(CML)
    return (
        f'<section id="{name}"><h3>{escape(_label(graph, term))} <small>cml:{name}</small></h3>'
        f"<p>{escape(str(graph.value(term, SKOS.definition)))}</p>{facts}</section>"
    )


def _users(graph: Graph, term: URIRef, predicate: URIRef) -> Iterator[Node]:
    """Terms that name this one, themselves or in a union."""
    for found in graph.subjects(predicate, None):
        if any(term in _parts(graph, value) for value in graph.objects(found, predicate)):
            yield found


def _parts(graph: Graph, value: Node) -> list[Node]:
    union = graph.value(value, OWL.unionOf)
    return list(Collection(graph, union)) if union else [value]


def _expression(graph: Graph, value: Node) -> str:
    return " or ".join(_link(graph, part) for part in _parts(graph, value))


def _ours(terms: Iterable[Node]) -> list[URIRef]:
    return sorted({term for term in terms if isinstance(term, URIRef) and term.startswith(CML)})


def _label(graph: Graph, term: Node) -> str:
    label = graph.value(term, RDFS.label)
    return str(label) if label else graph.namespace_manager.normalizeUri(str(term)).strip("<>")


def _link(graph: Graph, term: Node) -> str:
    assert not isinstance(term, BNode), "only unions have no name of their own"
    target = f"#{str(term).removeprefix(CML)}" if str(term).startswith(CML) else str(term)
    return f'<a href="{escape(target)}">{escape(_label(graph, term))}</a>'


def _value(value: Node) -> str:
    text = escape(str(value))
    return text if isinstance(value, Literal) else f'<a href="{text}">{text}</a>'


def _list(facts: Iterable[tuple[str, Iterable[str]]], between: str = ", ") -> str:
    rows = [(name, sorted(set(values))) for name, values in facts]
    return (
        "<dl>"
        + "".join(f"<dt>{name}</dt><dd>{between.join(said)}</dd>" for name, said in rows if said)
        + "</dl>"
    )


def main() -> None:
    """Writes the page to the file that the command line names."""
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(Graph().parse(ontology_folder() / "cml.ttl")), encoding="utf-8")
    print(f"Wrote {target}")


if __name__ == "__main__":
    main()
