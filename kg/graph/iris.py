"""Names for nodes: a digest of what the node is, below a base that the user can set.

The same content has the same name in every build, on every machine; nothing is a blank node.
"""

import json
from hashlib import blake2b

from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.graph.vocab import CONCEPT
from kg.model import Concept

DEFAULT_BASE = "https://w3id.org/cml-kg/id/"

OF_ONE_ARTICLE = (
    *("article", "text", "span", "selector", "mention", "evidence", "reference", "claim"),
    *("authorship", "observation", "notice", "conflict", "graph"),
)
SHARED = (
    *("dose", "combination", "population", "group", "proposition", "journal", "issue", "file"),
    *("activity", "dataset", "partition", "software", "report", "result"),
    *("decision", "reviewer"),
)
KINDS = OF_ONE_ARTICLE + SHARED
"""Every kind of node that has a name of this sort."""

Content = str | int | None | list["Content"]
"""What a node is, as plain data."""

_canonical = json.JSONEncoder(separators=(",", ":")).encode


def digest(content: Content) -> str:
    """24 hexadecimal digits for the content; JSON keeps apart what differs.

    >>> digest(["ab", "c"])
    '5d1615f92afde825ce383210'
    >>> digest(["a", "bc"]) == digest(["ab", "c"])
    False
    >>> digest(["1"]) == digest([1])
    False
    """
    return blake2b(_canonical(content).encode("ascii"), digest_size=12).hexdigest()


def mint(base: str, kind: str, *content: Content) -> NamedNode:
    """The IRI of the node of that kind with that content.

    >>> mint(DEFAULT_BASE, "journal", "Blood").value
    'https://w3id.org/cml-kg/id/journal/9c46c4eb458ea6a0ed60bda6'
    """
    if kind not in KINDS:
        raise ValueError(f"no such kind of node: {kind}")
    return NamedNode(f"{base}{kind}/{digest(list(content))}")


def concept(of: Concept) -> NamedNode:
    """The IRI of a concept of the lexicon.

    >>> concept(Concept("imatinib", "imatinib")).value
    'https://w3id.org/cml-kg/concept/imatinib'
    """
    return NamedNode(CONCEPT + of.id)


def article(base: str, key: str) -> NamedNode:
    """The IRI of the article with that key."""
    return mint(base, "article", key)


def article_graph(base: str, key: str) -> NamedNode:
    """The named graph that holds what was read from the article; its digest is the article's."""
    return mint(base, "graph", key)


def checked_base(base: str) -> str:
    """The base that a user gives, ready for names to be appended.

    >>> checked_base("https://example.org/kg")
    'https://example.org/kg/'
    """
    whole = base if base.endswith(("/", "#")) else base + "/"
    try:
        NamedNode(whole + "x")
    except ValueError as error:
        raise StoreError(f"--base {base} is no absolute IRI ({error})") from error
    return whole
