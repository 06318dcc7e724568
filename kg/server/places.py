"""Where on this server a node of the graph has its page: the end of its IRI, whatever the base."""

import re
from urllib.parse import quote

from kg.graph.iris import KINDS
from kg.graph.vocab import CML, CONCEPT

_OURS = re.compile(rf".*[/#]({'|'.join(KINDS)})/([0-9a-f]{{24}})", re.DOTALL)
_WEB = re.compile(r"https?://", re.IGNORECASE)


def place(iri: str) -> str:
    """The path of the node's page; empty if it has none here.

    >>> place("https://example.org/kg/article/0123456789abcdef01234567")
    '/id/article/0123456789abcdef01234567'
    >>> place("https://w3id.org/cml-kg/concept/imatinib")
    '/concept/imatinib'
    >>> place("https://example.org/")
    ''
    """
    if iri.startswith(CONCEPT):
        return f"/concept/{quote(iri[len(CONCEPT) :], safe='')}"
    if iri.startswith(CML.iri):
        return f"/ontology#{quote(iri[len(CML.iri) :], safe='')}"
    match = _OURS.fullmatch(iri)
    return f"/id/{match[1]}/{match[2]}" if match else ""


def outside(iri: str) -> str:
    """The address to follow elsewhere; empty for what a browser should not be led to."""
    return iri if _WEB.match(iri) else ""
