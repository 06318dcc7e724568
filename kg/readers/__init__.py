"""Files become records: one module a format, recognised by content.

A new format is one module with ``recognise`` and ``read`` (see ``source.Reader``) and one line in READERS.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.model import Record
from kg.readers import (
    bibtex,
    bioc_json,
    csv_table,
    europe_pmc,
    jats,
    json_lines,
    medline,
    plain_text,
    portal_page,
    pubmed_xml,
    pubtator,
    ris,
    wos,
)
from kg.readers.inputs import Elsewhere, Item, Read, Screen, read_file, read_files
from kg.readers.merge import merged
from kg.readers.source import LeftOut, Reader, Withdrawal

READERS: Mapping[str, Reader] = {
    # The first that recognises a file reads it: plain text, which takes any .txt, stays last.
    "pubmed-xml": pubmed_xml,
    "jats": jats,
    "europe-pmc": europe_pmc,
    "medline": medline,
    "ris": ris,
    "web-of-science": wos,
    "bibtex": bibtex,
    "bioc-json": bioc_json,
    "json-lines": json_lines,
    "pubtator": pubtator,
    "portal-page": portal_page,
    "csv": csv_table,
    "plain-text": plain_text,
}


def read_inputs(
    paths: Sequence[Path],
    *,
    strict: bool = False,
    screen: Screen | None = None,
    elsewhere: Elsewhere | None = None,
) -> Iterator[Record | InputError]:
    """Every work in files, folders and archives once, in a fixed order.

    An error stands for each record that cannot be read; if ``strict``, the first one is raised.
    XML records that ``screen`` does not let through are not parsed; other formats are read whole.
    ``elsewhere`` reads the files in the place of this process, which merges what is found.
    """
    return merged(_strictly(read_files(READERS, paths, screen, elsewhere), strict))


def read_one(path: Path, screen: Screen | None = None) -> Iterator[Item]:
    """What one file holds, nothing merged."""
    return read_file(READERS, path, screen)


def read_each(paths: Sequence[Path], *, strict: bool = False) -> Iterator[Read | InputError]:
    """Every record as its file has it, nothing merged."""
    for item in _strictly(read_files(READERS, paths), strict):
        if not isinstance(item, Withdrawal | LeftOut):
            yield item


def _strictly(items: Iterator[Item], strict: bool) -> Iterator[Item]:
    for item in items:
        if strict and isinstance(item, InputError):
            raise item
        yield item
