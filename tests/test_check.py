"""``cml-kg check``: what agrees is passed over, what does not is named."""

import shutil
from pathlib import Path

import pytest

import kg.check
import kg.graph.lexicon
from kg.model import Finding
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


def add(ontology: Path, text: str) -> None:
    head = (
        "@prefix c: <https://w3id.org/cml-kg/concept/> . @prefix cml: <https://w3id.org/cml-kg/ontology#> . "
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    )
    (ontology / "lexicon" / "added.ttl").write_text(head + text)


def messages(findings: list[Finding]) -> list[str]:
    return [f"{finding.record} {finding.message}".strip() for finding in findings]


@pytest.mark.slow
def test_the_project_agrees_with_itself() -> None:
    assert messages(kg.check.check()) == []


@pytest.mark.slow
def test_what_does_not_agree_is_named(ontology: Path) -> None:
    add(
        ontology,
        'c:made-up a skos:Concept, cml:Drug ; skos:prefLabel "made-up drug"@en ;'
        ' skos:altLabel "imatinib"@en ;'
        " skos:broader c:nothing ; skos:exactMatch <http://purl.obolibrary.org/obo/CHEBI_x> ;"
        " cml:misspelt true .",
    )
    said = messages(kg.check.check())
    for expected in (
        'The label "imatinib" is on c:imatinib, c:made-up.',
        "https://w3id.org/cml-kg/ontology#misspelt is not in the ontology.",
        "c:made-up The concept has not just one definition.",
        "c:made-up The concept is below one that the lexicon has not.",
        "c:made-up The concept has an identifier and no source.",
        "c:made-up An identifier is of no known pattern.",
        "c:made-up The concept is in no scheme.",
    ):
        assert expected in said


def test_a_lexicon_that_cannot_be_read_is_one_finding(ontology: Path) -> None:
    (ontology / "lexicon" / "added.ttl").write_text("this is no Turtle")
    (finding,) = kg.check.check()
    assert "added.ttl" in finding.message


def test_the_shapes_know_the_roles_of_the_grammar() -> None:
    shapes = (ontology_folder() / "shapes" / "lexicon.ttl").read_text()
    listed = shapes.split("sh:path cml:role", 1)[1].split("sh:in (", 1)[1].split(")", 1)[0]
    roles = {word.strip('"') for word in listed.split()}
    assert roles == {*ROLES, "dose-link", "basis"}
