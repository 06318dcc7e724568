"""RDF/XML: one rdf:Description a node; written here, so that the same graph gives the same bytes."""

import re
from itertools import groupby
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Literal, NamedNode

from kg.export.content import sections
from kg.graph.store import GraphStore
from kg.graph.vocab import PREFIXES, XSD

_NAME = re.compile(r"(.*?)([A-Za-z_][A-Za-z0-9_.-]*)", re.DOTALL)
"""A predicate as namespace and the longest XML name at its end."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENTITIES = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
"""An XML parser would fold these."""


def write(store: GraphStore, stream: IO[bytes]) -> None:
    """Writes the union of the graphs; characters that XML cannot hold become U+FFFD."""
    names = {iri: prefix for prefix, iri in PREFIXES.items()}
    spaces = "".join(f"\n  xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in sorted(PREFIXES.items()))
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'.encode())
    for section in sections(store):
        for subject, about in groupby(section.triples, key=lambda triple: triple.subject):
            lines = "".join(f"    {_property(triple.predicate, triple.object, names)}\n" for triple in about)
            stream.write(f"  <rdf:Description {_about(subject)}>\n{lines}  </rdf:Description>\n".encode())
    stream.write(b"</rdf:RDF>\n")


def _about(subject: object) -> str:
    assert isinstance(subject, NamedNode), "the graph has no blank nodes"
    return f"rdf:about={quoteattr(subject.value)}"


def _property(predicate: NamedNode, value: object, names: dict[str, str]) -> str:
    match = _NAME.fullmatch(predicate.value)
    assert match, f"{predicate} does not end in an XML name"
    space, local = match.groups()
    tag = f"{names[space]}:{local}" if space in names else f"p:{local}"
    attributes = "" if space in names else f" xmlns:p={quoteattr(space)}"
    if isinstance(value, NamedNode):
        return f"<{tag}{attributes} rdf:resource={quoteattr(value.value)}/>"
    assert isinstance(value, Literal), "the graph has no blank nodes"
    if value.language:
        attributes += f" xml:lang={quoteattr(value.language)}"
    elif value.datatype != XSD.string:
        attributes += f" rdf:datatype={quoteattr(value.datatype.value)}"
    text = escape(_FORBIDDEN.sub("\ufffd", value.value), _ENTITIES)
    return f"<{tag}{attributes}>{text}</{tag}>"
