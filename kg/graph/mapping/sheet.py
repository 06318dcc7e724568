"""A sheet to write one article's quads on: one named graph, each node described once."""

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import iris
from kg.graph.vocab import CML, RDF, SKOS, XSD
from kg.model import Concept, MentionType

Value = NamedNode | Literal | Concept | Decimal | int | str | None


class Sheet:
    """Collects the quads of the article with that key."""

    def __init__(self, base: str, key: str) -> None:
        self.base, self.key = base, key
        self.graph = iris.article_graph(base, key)
        self.article = iris.article(base, key)
        self._quads: dict[Quad, None] = {}
        self._described: set[NamedNode] = set()

    def node(self, kind: str, *content: iris.Content) -> NamedNode:
        """The node of that kind with that content."""
        return iris.mint(self.base, kind, *content)

    def opens(self, node: NamedNode, *types: NamedNode) -> bool:
        """Types the node and says True when it is met for the first time: then describe it."""
        if node in self._described:
            return False
        self._described.add(node)
        self.say(node, RDF.type, *types)
        return True

    def say(self, subject: NamedNode, predicate: NamedNode, *values: Value) -> None:
        """One quad for each value; what is not stated (None, an empty text) says nothing."""
        for value in values:
            if value is not None and value != "":
                self._quads[Quad(subject, predicate, self._term(value), self.graph)] = None

    def concept(self, concept: Concept) -> NamedNode:
        """Its node; mutations are described here too, since a grammar can build unlisted ones."""
        node = iris.concept(concept)
        if concept.type is MentionType.MUTATION and self.opens(node, SKOS.Concept, CML.Variant):
            self.say(node, SKOS.prefLabel, Literal(concept.label, language="en"))
        return node

    def __iter__(self) -> Iterator[Quad]:
        return iter(self._quads)

    def _term(self, value: NamedNode | Literal | Concept | Decimal | int | str) -> NamedNode | Literal:
        match value:
            case Concept():
                return self.concept(value)
            case bool():
                return Literal("true" if value else "false", datatype=XSD.boolean)
            case int():
                return Literal(str(value), datatype=XSD.integer)
            case Decimal():
                return Literal(canonical(value), datatype=XSD.decimal)
            case str():
                return Literal(value)
        return value


def canonical(number: Decimal) -> str:
    """The one way to write a number: no exponent, no idle zeros (stores rewrite the others).

    >>> [canonical(Decimal(text)) for text in ("70", "0.50", "1E+2", "-0.0", "12345678901234567890.10")]
    ['70', '0.5', '100', '0', '12345678901234567890.1']
    """
    plain = format(number, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain
