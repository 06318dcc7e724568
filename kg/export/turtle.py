"""Turtle: one block a node, the same bytes for the same graph."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import IO

from pyoxigraph import Literal, NamedNode, Triple

from kg.export.content import sections
from kg.graph.iris import KINDS
from kg.graph.store import GraphStore
from kg.graph.vocab import PREFIXES, RDF, XSD

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
"""Local names that need no escape."""
_BARE = re.compile(r"-?[0-9]+|true|false")


def write(store: GraphStore, stream: IO[bytes]) -> None:
    """Writes the union of the graphs."""
    names = prefixes(store.base)
    stream.write(head(names).encode())
    for section in sections(store):
        stream.write(f"\n# {section.title}\n".encode())
        for block in blocks(section.triples, names):
            stream.write(f"\n{block}".encode())


def prefixes(base: str) -> dict[str, str]:
    """Prefix by namespace: the vocabularies, and one for each kind of node."""
    ours = {f"{base}{kind}/": kind for kind in KINDS}
    return {iri: prefix for prefix, iri in PREFIXES.items()} | ours


def head(names: Mapping[str, str]) -> str:
    """The prefixes, sorted."""
    lines = sorted(f"@prefix {prefix}: <{iri}> .\n" for iri, prefix in names.items())
    return "".join(lines)


def blocks(triples: tuple[Triple, ...], names: Mapping[str, str]) -> Iterator[str]:
    """Sorted triples as one statement a subject."""
    verbs = {RDF.type: "a"}
    for subject, about in groupby(triples, key=lambda triple: triple.subject):
        lines = []
        for predicate, same in groupby(about, key=lambda triple: triple.predicate):
            verb = verbs.get(predicate) or verbs.setdefault(predicate, _iri(predicate, names))
            lines.append(f"{verb} {', '.join([_term(triple.object, names) for triple in same])}")
        yield f"{_term(subject, names)} " + " ;\n  ".join(lines) + " .\n"


def _term(term: object, names: Mapping[str, str]) -> str:
    if isinstance(term, NamedNode):
        return _iri(term, names)
    if isinstance(term, Literal) and not term.language:
        if term.datatype in (XSD.integer, XSD.boolean) and _BARE.fullmatch(term.value):
            return term.value
        if term.datatype != XSD.string:
            return f"{Literal(term.value)}^^{_iri(term.datatype, names)}"
    return str(term)


def _iri(node: NamedNode, names: Mapping[str, str]) -> str:
    value = node.value
    cut = max(value.rfind("/"), value.rfind("#")) + 1
    prefix, local = names.get(value[:cut]), value[cut:]
    if prefix is not None and ((local.isalnum() and local.isascii()) or _LOCAL.fullmatch(local)):
        return f"{prefix}:{local}"
    return str(node)
