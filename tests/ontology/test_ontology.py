"""The ontology as its readers meet it: complete, documented, aligned, and without words that do two jobs."""

import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, BNode, URIRef
from rdflib.namespace import DCTERMS

from docs.ontology import CML, page
from kg.resources import ontology_folder

GRAPH = rdflib.Graph().parse(ontology_folder() / "cml.ttl")
(ONTOLOGY,) = GRAPH.subjects(RDF.type, OWL.Ontology)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
OURS = sorted({term for term in GRAPH.subjects() if str(term).startswith(CML)})
OWL_2_DATATYPES = {"boolean", "decimal", "integer", "string", "dateTime"}
"""Of those that OWL 2 has, the ones that we need; xsd:date and xsd:gYear are not among them."""
CHROMIUM = shutil.which("chromium")
BUILT_IN = tuple(map(str, (OWL, RDF, RDFS)))


def test_the_header_says_what_others_need_to_use_it() -> None:
    for said in (
        DCTERMS.title,
        DCTERMS.license,
        DCTERMS.creator,
        OWL.versionIRI,
        OWL.priorVersion,
        SKOS.changeNote,
    ):
        assert list(GRAPH.objects(ONTOLOGY, said)), said
    version = str(GRAPH.value(ONTOLOGY, OWL.versionInfo))
    assert str(GRAPH.value(ONTOLOGY, OWL.versionIRI)) == f"{ONTOLOGY}/{version}"
    assert any(str(note).startswith(f"{version}: ") for note in GRAPH.objects(ONTOLOGY, SKOS.changeNote))
    assert not list(GRAPH.objects(ONTOLOGY, OWL.imports))


@pytest.mark.parametrize("term", OURS)
def test_every_term_has_one_label_and_is_defined_in_a_sentence(term: URIRef) -> None:
    (label,) = GRAPH.objects(term, RDFS.label)
    (definition,) = GRAPH.objects(term, SKOS.definition)
    assert label.language == definition.language == "en"
    assert re.match(r"[A-Z].{15,}\.$", definition), definition


def test_no_two_terms_of_a_kind_share_a_label() -> None:
    said = [
        (kind, str(GRAPH.value(term, RDFS.label)))
        for kind in KINDS
        for term in GRAPH.subjects(RDF.type, kind)
    ]
    ours = [(kind, label) for kind, label in said if label != "None"]
    assert len(ours) == len(set(ours)) == len(OURS)


@pytest.mark.parametrize("term", [t for t in OURS if set(GRAPH.objects(t, RDF.type)) & set(KINDS[1:3])])
def test_every_property_says_of_what_it_is_and_where_it_leads(term: URIRef) -> None:
    said_of, leads_to = set(GRAPH.objects(term, RDFS.domain)), set(GRAPH.objects(term, RDFS.range))
    assert len(said_of) == 1
    if (term, RDF.type, OWL.DatatypeProperty) in GRAPH:
        (datatype,) = leads_to or {None}
        # approvals are dated to the day, the month or the year, and OWL 2 has no datatype for these
        dated = term == URIRef(CML + "approvedOn")
        assert dated or str(datatype).removeprefix(str(rdflib.XSD)) in OWL_2_DATATYPES
    else:
        assert len(leads_to) == 1


def test_every_word_is_declared_and_does_one_job() -> None:
    declared: dict[Any, set[Any]] = {}
    for term, kind in GRAPH.subject_objects(RDF.type):
        declared.setdefault(term, set()).add(kind)
    for term, kinds in declared.items():
        assert isinstance(term, BNode) or len(kinds & set(KINDS)) == 1 or term == ONTOLOGY, (
            f"{term} is {kinds}"
        )
    annotations = (
        *GRAPH.subjects(RDF.type, OWL.AnnotationProperty),
        *GRAPH.objects(None, OWL.annotatedProperty),
    )
    for predicate in set(GRAPH.predicates()):
        assert str(predicate).startswith(BUILT_IN) or predicate in annotations, predicate
    for said in (RDFS.subClassOf, RDFS.domain, OWL.disjointWith, OWL.equivalentClass):
        for named in GRAPH.objects(None, said):
            assert isinstance(named, BNode) or OWL.Class in declared[named], named


@pytest.mark.parametrize(
    "vocabulary",
    [
        "http://www.w3.org/ns/prov#",
        "http://www.w3.org/ns/oa#",
        "http://purl.org/spar/fabio/",
        "http://purl.org/dc/terms/",
        "https://schema.org/",
        "http://purl.obolibrary.org/obo/SEPIO_",
        "https://w3id.org/biolink/vocab/",
        "http://purl.obolibrary.org/obo/NCIT_",
        "http://purl.obolibrary.org/obo/MONDO_",
        "http://purl.obolibrary.org/obo/CHEBI_",
        "http://purl.bioontology.org/ontology/RXNORM/",
        "http://purl.bioontology.org/ontology/UATC/",
        "https://identifiers.org/hgnc:",
        "http://purl.obolibrary.org/obo/SO_",
        "http://purl.obolibrary.org/obo/HP_",
        "http://purl.obolibrary.org/obo/ECO_",
        "http://qudt.org/schema/qudt/",
    ],
)
def test_ontology_or_lexicon_is_aligned_to(vocabulary: str) -> None:
    matches = re.compile(rf"<{re.escape(vocabulary)}[^>]+>")
    lexicon = "".join(file.read_text() for file in (ontology_folder() / "lexicon").glob("*.ttl"))
    assert any(str(term).startswith(vocabulary) for triple in GRAPH for term in triple) or matches.search(
        lexicon
    )


def test_the_page_has_every_term_under_its_own_name() -> None:
    html = page(GRAPH)
    anchors = re.findall(r'<section id="([^"]+)"', html)
    assert sorted(anchors) == sorted(term.removeprefix(CML) for term in OURS)
    for term in OURS:
        assert str(GRAPH.value(term, SKOS.definition)) in unescape(html)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors)
    assert not re.search(r'(src|href)="[^"]+\.(js|css)"', html)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt install chromium)")
def test_the_page_in_a_browser(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    file = tmp_path / "ontology.html"
    file.write_text(page(GRAPH), encoding="utf-8")
    asked: list[str] = []
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        view = browser.new_page(viewport={"width": 1200, "height": 900})
        view.on("request", lambda request: asked.append(request.url))
        view.on("pageerror", lambda error: wrong.append(str(error)))
        view.goto(file.as_uri())
        view.get_by_role("navigation").get_by_role("link", name="confers resistance to", exact=True).click()
        assert view.url.endswith("#confersResistanceTo")
        section = view.locator("section:target")
        assert section.get_by_role("heading").inner_text().startswith("confers resistance to")
        box = section.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 900
        view.set_viewport_size({"width": 390, "height": 800})
        assert view.evaluate("document.documentElement.scrollWidth") <= 390
        browser.close()
    assert wrong == []
    assert [url for url in asked if not url.startswith("file:")] == []
