"""Lines of a source, one at a time, however long the file or one of its lines is."""

import codecs
import re
from collections.abc import Iterator
from io import TextIOWrapper
from typing import NamedTuple

from kg.readers.source import Source

LONGEST = 12_000_000
"""Characters of one line, and of one record; what is longer is no article."""
UTF8 = "save the file as UTF-8"
TOO_LONG = "this is no article; remove it"
_STRAY = re.compile("[\udc80-\udcff]")
"""Bytes that are no UTF-8, as Python keeps them."""
_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


class Line(NamedTuple):
    """A line without its end, counted from 1."""

    number: int
    text: str
    problem: str = ""
    """Why the line cannot be used; ``text`` is its beginning then."""
    mend: str = ""


def lines(source: Source) -> Iterator[Line]:
    """All lines; one that is too long or no text is marked, and costs no memory."""
    with source.open() as stream:
        head = stream.read(3)
    encoding = next((name for mark, name in _ENCODINGS if head.startswith(mark)), "utf-8")
    number = 0
    with source.open() as stream, TextIOWrapper(stream, encoding, errors="surrogateescape") as text:
        try:
            while line := text.readline(LONGEST):
                number += 1
                if len(line) == LONGEST and not line.endswith("\n"):
                    while (rest := text.readline(1 << 20)) and not rest.endswith("\n"):
                        pass
                    problem = f"line {number} has more than {LONGEST // 1_000_000} million characters"
                    yield Line(number, line[:1000], problem, TOO_LONG)
                    continue
                line = line.rstrip("\n")
                if "\0" in line:
                    yield Line(number, line, f"line {number} is binary data, not text", UTF8)
                elif not line.isascii() and (stray := _STRAY.search(line)):
                    problem = f"byte 0x{ord(stray[0]) - 0xDC00:02x} in line {number} is not valid UTF-8"
                    yield Line(number, line, problem, UTF8)
                else:
                    yield Line(number, line)
        except UnicodeError:
            problem = f"what follows line {number} is not valid {encoding.upper()}"
            raise source.error(problem, mend=UTF8) from None
