"""The validation report: in plain words, as a page, as JSON, and as an sh:ValidationReport."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph.iris import DEFAULT_BASE, mint
from kg.graph.vocab import CML, RDF, SH
from kg.model import Finding, Severity

_STYLE = """
:root { color-scheme: light dark;
  --ink: #1a2027; --soft: #5b6672; --line: #d5dae0; --back: #fff; --mark: #ffe38f }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ed; --soft: #a3adb8; --line: #3a434d; --back: #14181d; --mark: #6b5300 } }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif;
  color: var(--ink); background: var(--back) }
article { border-top: 1px solid var(--line); padding: .75rem 0 }
h2 { margin-top: 2rem } p { margin: .25rem 0 }
blockquote { margin: .5rem 0; padding-left: .75rem; border-left: 3px solid var(--line) }
mark { background: var(--mark); color: inherit } small { color: var(--soft); overflow-wrap: anywhere }
"""
_HEADINGS = {
    Severity.VIOLATION: "Violations",
    Severity.WARNING: "Warnings",
    Severity.INFO: "For your information",
}


def write_reports(findings: Sequence[Finding], folder: Path) -> Path:
    """Writes report.txt and .html for people, .json and .ttl for machines; the path of the first."""
    readable = folder / "report.txt"
    readable.write_text(_plain(findings), encoding="utf-8")
    (folder / "report.html").write_text(_page(findings), encoding="utf-8")
    (folder / "report.json").write_text(_json(findings), encoding="utf-8")
    (folder / "report.ttl").write_bytes(_turtle(findings))
    return readable


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


def _page(findings: Sequence[Finding]) -> str:
    parts = []
    for severity, heading in _HEADINGS.items():
        found = [_card(finding) for finding in findings if finding.severity is severity]
        if found:
            parts.append(f"<h2>{heading} ({len(found)})</h2>{''.join(found)}")
    said = "".join(parts) or "<p>The graph conforms to its shapes.</p>"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Validation report</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><h1>Validation report</h1>{said}</body></html>\n"
    )


def _card(finding: Finding) -> str:
    where = " · ".join(escape(part) for part in (finding.record, finding.file, finding.focus) if part)
    return (
        f"<article><p><strong>{escape(finding.message)}</strong> {escape(finding.mend)}</p>"
        + (f"<blockquote>{_marked(finding)}</blockquote>" if finding.quote else "")
        + (f"<small>{where}</small>" if where else "")
        + "</article>"
    )


def _marked(finding: Finding) -> str:
    """The sentence with what it rests on highlighted; stretches that overlap are one."""
    said, at = [], 0
    for start, end in sorted(finding.marks):
        start = max(start, at)
        if start < end:
            said += [escape(finding.quote[at:start]), f"<mark>{escape(finding.quote[start:end])}</mark>"]
            at = end
    return "".join(said) + escape(finding.quote[at:])


def _json(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity.value for finding in findings)
    report = {
        "conforms": not counts[Severity.VIOLATION.value],
        "counts": {severity.value: counts[severity.value] for severity in Severity},
        "findings": [as_json(finding) for finding in findings],
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def as_json(finding: Finding) -> dict[str, object]:
    """The finding as it stands in report.json."""
    return {
        "severity": finding.severity.value,
        "message": finding.message,
        "mend": finding.mend,
        "file": finding.file,
        "record": finding.record,
        "sentence": finding.quote,
        "highlights": [list(mark) for mark in finding.marks],
        "node": finding.focus,
        "shape": finding.shape,
        "component": finding.component,
    }


def from_json(told: Mapping[str, Any]) -> Finding:
    """The finding that stands there."""
    return Finding(
        severity=Severity(told["severity"]),
        message=told["message"],
        mend=told["mend"],
        file=told["file"],
        record=told["record"],
        quote=told["sentence"],
        marks=tuple((start, end) for start, end in told["highlights"]),
        focus=told["node"],
        shape=told["shape"],
        component=told["component"],
    )


def _turtle(findings: Sequence[Finding]) -> bytes:
    """What shapes complain of; by SHACL a graph conforms only without any result, be it for information."""
    report = mint(DEFAULT_BASE, "report", "validation")
    complaints = [finding for finding in findings if finding.component]
    triples = {
        ox.Triple(report, RDF.type, SH.ValidationReport),
        ox.Triple(report, SH.conforms, ox.Literal(not complaints)),
    }
    for finding in complaints:
        told = (finding.focus, finding.shape, finding.message, finding.component)
        result = mint(DEFAULT_BASE, "result", *told)
        triples |= {
            ox.Triple(report, SH.result, result),
            ox.Triple(result, RDF.type, SH.ValidationResult),
            ox.Triple(result, SH.focusNode, ox.NamedNode(finding.focus)),
            ox.Triple(result, SH.resultSeverity, SH[finding.severity.value]),
            ox.Triple(result, SH.sourceConstraintComponent, ox.NamedNode(f"{SH.iri}{finding.component}")),
            ox.Triple(result, SH.resultMessage, ox.Literal(f"{finding.message} {finding.mend}".strip())),
        }
        if finding.shape:
            triples.add(ox.Triple(result, SH.sourceShape, ox.NamedNode(finding.shape)))
    prefixes = {"sh": SH.iri, "cml": CML.iri, "id": DEFAULT_BASE}
    text = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    assert text is not None
    return text
