"""Where a reader gets its bytes from, and how bytes become text."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, Protocol

from kg.errors import InputError
from kg.model import Record

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Source:
    """One stream of bytes that holds one or many records."""

    name: str
    """Name without folder; it becomes ``Record.file``."""
    shown: str
    """What messages call it: the path as the user gave it."""
    format: str
    """Name of the reader in the table READERS."""
    digest: str
    """sha256 (hex) of the bytes."""
    open: Callable[[], BinaryIO]
    screen: Callable[[bytes], bool] | None = None
    """Whether the bytes of a record are worth parsing; readers that hold them ask it."""

    @property
    def stem(self) -> str:
        """The name without its last suffix: the key of a record without identifiers."""
        return self.name.rsplit(".", 1)[0] or self.name

    def error(self, problem: str, *, record: str = "", mend: str = "") -> InputError:
        """An error that names this source."""
        return InputError(problem, file=self.shown, record=record, mend=mend)

    def text(self) -> str:
        """All of it as text with plain line ends; InputError if it is none."""
        with self.open() as stream:
            data = stream.read()
        if b"\0" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise self.error("this is a binary file, not text", mend="give the text of the article")
        try:
            text = decode(data)
        except UnicodeDecodeError as error:
            at = error.start + len(data) - len(error.object)  # the mark is no part of what was decoded
            line = data.count(b"\n", 0, at) + 1
            problem = f"byte {at} (0x{data[at]:02x}, line {line}) is not valid {error.encoding.upper()}"
            raise self.error(problem, mend="save the file as UTF-8") from None
        if not text.strip():
            raise self.error("the file is empty", mend="remove it, or put an article into it")
        return text.replace("\r\n", "\n").replace("\r", "\n")


class Withdrawal(NamedTuple):
    """A record that its service has withdrawn: it is left out, wherever it was read."""

    pmid: str


class LeftOut(NamedTuple):
    """What is known of a record that the screen left out: enough to see which older versions it replaces."""

    pmid: str
    version: int | None
    revised: str
    format: str
    file: str


class Reader(Protocol):
    """What a module of this folder offers to be named in the table READERS."""

    def recognise(self, head: bytes, name: str) -> bool:
        """Whether the first bytes of a source, or else its name, say that it is of this format."""

    def read(self, source: Source) -> Iterator[Record | Withdrawal | LeftOut | InputError]:
        """The records, one at a time; an error stands for a record that cannot be read.

        What a screen leaves out is told by formats whose records have versions.
        """


def decode(data: bytes, errors: str = "strict") -> str:
    """UTF-8, or what the byte order mark says."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors)
    return data.decode("utf-8", errors)
