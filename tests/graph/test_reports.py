"""The validation report in its four forms, with the sentence and what in it the finding is about."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib

from kg.graph.mapping import quads
from kg.graph.reports import write_reports
from kg.graph.store import GraphStore
from kg.graph.validate import validate
from kg.graph.vocab import CML, SH
from kg.model import Finding, Record, Severity
from kg.pipeline import Interpreter

MARKUP = "<script>alert(1)</script> & <img src=x onerror=alert(2)> \u202e"
FINDING = Finding(
    Severity.WARNING,
    "The claim has no evidence.",
    file="a.xml",
    record="111",
    quote="Dasatinib was effective in CML.",
    mend="Link it to its sentence.",
    focus="https://example.org/claim",
    shape="https://example.org/shape",
    component="MinCountConstraintComponent",
    marks=((0, 9), (27, 30)),
)


def page(*findings: Finding, folder: Path) -> str:
    write_reports(findings, folder)
    return (folder / "report.html").read_text(encoding="utf-8")


def test_the_page_shows_the_sentence_with_its_highlights(tmp_path: Path) -> None:
    html = page(FINDING, folder=tmp_path)
    assert "<blockquote><mark>Dasatinib</mark> was effective in <mark>CML</mark>.</blockquote>" in html
    assert "Warnings (1)" in html
    assert "Link it to its sentence." in html


def test_overlapping_highlights_are_one(tmp_path: Path) -> None:
    html = page(replace(FINDING, marks=((0, 9), (4, 13), (4, 9))), folder=tmp_path)
    assert "<mark>Dasatinib</mark><mark> was</mark> effective" in html


@pytest.mark.parametrize("field", ["message", "mend", "quote", "file", "record"])
def test_hostile_text_stays_text(field: str, tmp_path: Path) -> None:
    html = page(replace(FINDING, **{field: MARKUP}), folder=tmp_path)
    assert not re.search(r"<(script|img)", html)
    assert "&lt;script&gt;" in html


def test_json_says_all_of_it(tmp_path: Path) -> None:
    write_reports([FINDING], tmp_path)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["conforms"] is True
    assert report["counts"] == {"Violation": 0, "Warning": 1, "Info": 0}
    (finding,) = report["findings"]
    assert finding["sentence"][slice(*finding["highlights"][1])] == "CML"
    assert finding["node"] == FINDING.focus


def test_turtle_is_a_validation_report_as_shacl_wants_it(tmp_path: Path) -> None:
    worse = replace(FINDING, severity=Severity.VIOLATION, message="Worse.")
    of_no_shape = replace(FINDING, shape="", component="", message="Two files have the record.")
    write_reports([FINDING, worse, of_no_shape], tmp_path)
    graph = rdflib.Graph().parse(tmp_path / "report.ttl")
    sh = rdflib.Namespace(SH.iri)
    (report,) = graph.subjects(rdflib.RDF.type, sh.ValidationReport)
    assert graph.value(report, sh.conforms) == rdflib.Literal(False)
    results = list(graph.objects(report, sh.result))
    assert len(results) == 2
    for result in results:
        assert graph.value(result, sh.focusNode) == rdflib.URIRef(FINDING.focus)
        assert graph.value(result, sh.sourceConstraintComponent) == sh.MinCountConstraintComponent


@pytest.mark.parametrize(("findings", "conforms"), [((), True), ((FINDING,), False)])
def test_by_shacl_a_warning_is_enough_not_to_conform(
    findings: tuple[Finding, ...], conforms: bool, tmp_path: Path
) -> None:
    write_reports(findings, tmp_path)
    graph = rdflib.Graph().parse(tmp_path / "report.ttl")
    (said,) = graph.objects(None, rdflib.URIRef(SH.conforms.value))
    assert said == rdflib.Literal(conforms)


def test_a_graph_without_faults_says_so(tmp_path: Path) -> None:
    assert "The graph conforms to its shapes." in page(folder=tmp_path)
    assert json.loads((tmp_path / "report.json").read_text())["conforms"] is True


def test_a_finding_about_a_claim_marks_what_the_claim_rests_on() -> None:
    text = "Bosutinib is effective in patients with CML."
    record = Record("1", "Title", text, file="a.txt", format="plain-text", digest="0" * 64)
    said = [quad for quad in quads(Interpreter().read(record)) if quad.predicate != CML.kind]
    found = [finding for finding in validate(GraphStore.in_memory(said)) if "eight kinds" in finding.message]
    assert found
    for finding in found:
        assert finding.quote == text
        assert {text[start:end] for start, end in finding.marks} >= {"Bosutinib", "CML"}
        assert (finding.record, finding.file) == ("1", "a.txt")
