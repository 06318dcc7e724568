"""Files become records: one module a format, recognised by content.

A new format is one module with ``recognise`` and ``read`` (see ``source.Reader``) and one line in READERS.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.model import Record
from kg.readers import europe_pmc, jats, medline, plain_text, portal_page, pubmed_xml
from kg.readers.inputs import read_with
from kg.readers.source import Reader

READERS: Mapping[str, Reader] = {
    # The first that recognises a file reads it: plain text, which takes any .txt, stays last.
    "pubmed-xml": pubmed_xml,
    "jats": jats,
    "europe-pmc": europe_pmc,
    "medline": medline,
    "portal-page": portal_page,
    "plain-text": plain_text,
}


def read_inputs(paths: Sequence[Path]) -> Iterator[Record | InputError]:
    """All records of files and folders in a fixed order; an error for each that cannot be read."""
    return read_with(READERS, paths)
