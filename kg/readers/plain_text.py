"""Plain text: the first line is the title, the rest is the abstract."""

from collections.abc import Iterator
from pathlib import PurePath

from kg.errors import InputError
from kg.model import Record
from kg.readers import labels
from kg.readers.fields import paragraphs
from kg.readers.source import Source

_LONGEST_TITLE = 500
_MEND = "put the title on the first line and the abstract below it"


def recognise(head: bytes, name: str) -> bool:
    """By name alone: any bytes may be meant as text, and the reader says where they are none."""
    return PurePath(name).suffix.lower() in (".txt", ".text")


def read(source: Source) -> Iterator[Record | InputError]:
    """The one record of the file."""
    title, _, rest = source.text().strip().partition("\n")
    title, abstract = title.strip(), paragraphs(rest.split("\n"))
    if len(title) > _LONGEST_TITLE:
        yield source.error(f"no title: the first line has {len(title)} characters", mend=_MEND)
    elif not abstract:
        yield source.error("there is one line only: a title without an abstract, or the reverse", mend=_MEND)
    else:
        abstract, sections = labels.labelled(abstract, len(title) + 1)
        yield Record(
            source.stem, title, abstract, source.name, source.format, source.digest, sections=sections
        )
