"""The one road from what was read to the quads of the article's named graph."""

from collections.abc import Iterator

from pyoxigraph import Quad

from kg.graph.iris import DEFAULT_BASE
from kg.graph.mapping.article import write as write_article
from kg.graph.mapping.claim import write as write_claims
from kg.graph.mapping.passage import Passages
from kg.graph.mapping.sheet import Sheet
from kg.model import Reading


def quads(reading: Reading, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """Everything that the graph says about one record, each quad once; equal readings give equal quads."""
    sheet = Sheet(base, reading.record.key)
    text = write_article(sheet, reading.record)
    passages = Passages(sheet, text, reading.record.text)
    for mention in reading.mentions:
        passages.mention(mention)
    write_claims(sheet, passages, reading.claims, reading.record.retracted)
    yield from sheet
