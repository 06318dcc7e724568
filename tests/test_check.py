"""``cml-kg check``: what agrees is passed over, what does not is named."""

import shutil
from pathlib import Path

import pytest

import kg.check
import kg.graph.lexicon
from kg.model import Finding, Severity
from kg.relate.atoms import ROLES
from kg.resources import ontology_folder


@pytest.fixture
def ontology(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the ontology, which the check reads."""
    copy = tmp_path / "ontology"
    shutil.copytree(ontology_folder(), copy)
    for module in (kg.check, kg.graph.lexicon):
        monkeypatch.setattr(module, "ontology_folder", lambda: copy)
    return copy


@pytest.fixture
def queries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of queries, which the check reads."""
    folder = tmp_path / "queries"
    folder.mkdir()
    monkeypatch.setattr(kg.check, "queries_folder", lambda: folder)
    return folder


def add(ontology: Path, text: str) -> None:
    head = (
        "@prefix c: <https://w3id.org/cml-kg/concept/> . @prefix cml: <https://w3id.org/cml-kg/ontology#> . "
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    )
    (ontology / "lexicon" / "added.ttl").write_text(head + text)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def messages(findings: list[Finding]) -> list[str]:
    return [f"{finding.record} {finding.message}".strip() for finding in findings]


@pytest.mark.slow
def test_the_project_agrees_with_itself() -> None:
    violations = [finding for finding in kg.check.check() if finding.severity is Severity.VIOLATION]
    assert messages(violations) == []


@pytest.mark.slow
def test_what_does_not_agree_is_named(ontology: Path, queries: Path) -> None:
    add(
        ontology,
        'c:made-up a skos:Concept, cml:Drug ; skos:prefLabel "made-up drug"@en ;'
        ' skos:altLabel "imatinib"@en, "madeup leukaemia"@en ; cml:vetoLabel "hidden drug"@en ;'
        " skos:broader c:nothing ; skos:exactMatch <http://purl.obolibrary.org/obo/CHEBI_x> ;"
        " cml:misspelt true ."
        'c:other a skos:Concept, cml:Drug ; skos:prefLabel "hidden drug"@en ;'
        ' skos:altLabel "madeup leukemia"@en .',
    )
    change(ontology / "lexicon" / "variants.ttl", "cml:position 315 ;", "cml:position 316 ;")
    change(ontology / "shapes" / "dose.ttl", "cml:amountPerDay ?total .", "cml:amuontPerDay ?total .")
    change(ontology / "shapes" / "mention.ttl", "FILTER(!(", "FILTER(!((")
    change(ontology / "shapes" / "evidence.ttl", "sh:minCount 1", 'sh:minCount "one"')
    change(ontology / "rules.ttl", 'skos:notation "need.finding"', 'skos:notation "need.found"')
    (queries / "no-header.rq").write_text("SELECT ?s WHERE { ?s ?p ?o }")
    (queries / "broken.rq").write_text("#+ summary: What is broken?\nSELECT ?s WHERE { ?s ?p")
    prefix = "PREFIX cml: <https://w3id.org/cml-kg/ontology#>"
    (queries / "misspelt.rq").write_text(f"#+ summary: Who?\n{prefix} SELECT ?s {{ ?s cml:agnet ?o }}")
    findings = kg.check.check()
    said = messages(findings)
    for expected in (
        'The label "imatinib" is on c:imatinib, c:made-up.',
        'The label "madeup leukemia" is on c:made-up, c:other.',
        'The label "hidden drug" is never read as c:other.',
        "https://w3id.org/cml-kg/ontology#misspelt is not in the ontology.",
        "https://w3id.org/cml-kg/ontology#amuontPerDay is not in the ontology.",
        "https://w3id.org/cml-kg/ontology#agnet is not in the ontology.",
        "c:made-up The concept has not just one definition.",
        "c:made-up The concept is below one that the lexicon has not.",
        "c:made-up The concept has an identifier and no source.",
        "c:made-up An identifier is of no known pattern.",
        "c:made-up The concept is in no scheme.",
        "The reference sequence has E at the position of c:variant-T315A.",
        "The rule need.finding is not described.",
        "The rule need.found is in no code.",
        "no-header.rq: the header has no '#+ summary:' line",
    ):
        assert expected in said
    begun = {(finding.file, finding.message.partition(":")[0]) for finding in findings}
    for begin in (
        ("ontology/shapes/mention.ttl", "A SPARQL constraint does not parse"),
        ("ontology/shapes/evidence.ttl", "This is not valid SHACL"),
        ("queries/broken.rq", "The query does not parse on rdflib"),
        ("queries/broken.rq", "The query does not parse on pyoxigraph"),
    ):
        assert begin in begun


def test_a_lexicon_that_cannot_be_read_is_one_finding(ontology: Path) -> None:
    (ontology / "lexicon" / "added.ttl").write_text("this is no Turtle")
    (finding,) = kg.check.check()
    assert "added.ttl" in finding.message


def test_the_shapes_know_the_roles_of_the_grammar() -> None:
    shapes = (ontology_folder() / "shapes" / "lexicon.ttl").read_text()
    listed = shapes.split("sh:path cml:role", 1)[1].split("sh:in (", 1)[1].split(")", 1)[0]
    roles = {word.strip('"') for word in listed.split()}
    assert roles == {*ROLES, "dose-link", "basis"}
