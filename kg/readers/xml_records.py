"""One element a record out of an XML file of any length, with nothing outside the file looked at.

The file is cut at the tags of its records and each piece is parsed by itself. So memory holds one record,
a broken record costs that record alone, and what a document type declares (entity bombs, external
entities) is never read: a character must be itself, a number, or one of the names that HTML knows.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from html.entities import html5
from typing import Any, BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from kg.errors import InputError
from kg.readers.source import Source, decode

Element = Any
"""An element of lxml."""
_BLOCK = 1 << 18
_LONGEST = 16 << 20
"""Bytes of one record."""
_DOWNLOAD = "download it again"
_REPAIR = "export the record again, or repair it"
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL)
_ROOT = re.compile(r"\s*<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_PREFIXES = re.compile(rb"xmlns:([\w.-]+)\s*=\s*(\"[^\"<>]*\"|'[^'<>]*')")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_LINE_NUMBERS = re.compile(r",? line \d+(?:, column \d+)?|\s*\n\s*")
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False,
    remove_comments=True, remove_pis=True,
)  # fmt: skip
_USUAL_PREFIXES = {
    b"mml": b'"http://www.w3.org/1998/Math/MathML"',
    b"xlink": b'"http://www.w3.org/1999/xlink"',
    b"xsi": b'"http://www.w3.org/2001/XMLSchema-instance"',
    b"ali": b'"http://www.niso.org/schemas/ali/1.0/"',
}


def root_name(head: bytes) -> str:
    """Name of the first element, or of the document type if the head ends before it; empty if no XML."""
    text = decode(head, errors="ignore").lstrip("\ufeff")
    if not text.lstrip().startswith("<"):
        return ""
    at = 0
    while skipped := _PROLOG.match(text, at):
        at = skipped.end()
    found = _ROOT.match(text, at) or _DOCTYPE.search(text)
    return found[1] if found else ""


def elements(
    source: Source, names: Sequence[str], identifier: str, always: Sequence[str] = ()
) -> Iterator[tuple[int, Element | InputError]]:
    """The elements of these ``names`` and their numbers from 1; ``identifier`` finds a record's own name.

    Those that the source's screen does not let through are counted and no more; those in ``always`` are read.

    An InputError stands for each that cannot be read, and at the end for what the file lacks.
    """
    number = 0
    name_of = re.compile(identifier.encode())
    try:
        with source.open() as stream:
            pieces = _Pieces(_utf8(stream), (*names, *always))
            kept = tuple(b"<%s" % name.encode() for name in always)
            for piece in pieces:
                number += 1
                if source.screen and not piece.data.startswith(kept) and not source.screen(piece.data):
                    continue
                problem, mend = piece.problem, piece.mend
                if not problem:
                    try:
                        yield number, _parsed(piece.data, pieces.prefixes)
                        continue
                    except etree.XMLSyntaxError as error:
                        problem, mend = _plain(error)
                shown = name_of.search(piece.data[:_BLOCK])
                record = shown[1].decode(errors="replace") if shown else f"number {number}"
                yield number, source.error(problem, record=record, mend=mend)
    except UnicodeDecodeError as error:
        problem = f"byte 0x{error.object[error.start]:02x} is not valid {error.encoding.upper()}"
        yield number, source.error(f"{problem}; nothing behind it is read", mend="save the file as UTF-8")
        return
    if pieces.cut_off:
        problem = f"the file breaks off: </{pieces.root}> is missing, and maybe records with it"
        yield number, source.error(problem, mend=_DOWNLOAD)


def markup(element: Element) -> str:
    """What stands between the tags of an element, as it is written."""
    inner = (etree.tostring(child, encoding="unicode") for child in element)
    return (element.text or "") + "".join(inner)


class _Piece:
    """The bytes of one record, or what is wrong with it."""

    __slots__ = ("data", "mend", "problem")

    def __init__(self, data: bytes, problem: str = "", mend: str = "") -> None:
        self.data, self.problem, self.mend = data, problem, mend


class _Pieces:
    """Cuts a stream at the tags of its records."""

    def __init__(self, blocks: Iterable[bytes], names: Sequence[str]) -> None:
        choice = "|".join(re.escape(name) for name in names).encode()
        self._any = re.compile(rb"<((?:[\w.-]+:)?(?:" + choice + rb"))(?=[\s>/])")
        self._tags: dict[bytes, tuple[re.Pattern[bytes], re.Pattern[bytes]]] = {}
        self._blocks = iter(blocks)
        self.root = ""
        self.prefixes = dict(_USUAL_PREFIXES)
        self.cut_off = False

    def __iter__(self) -> Iterator[_Piece]:
        buffer = bytearray()
        tail = b""
        alive = self._more(buffer)
        self.root = root_name(bytes(buffer))
        first = self._any.search(buffer)
        self.prefixes.update(_PREFIXES.findall(bytes(buffer[: first.start() if first else len(buffer)])))
        while True:
            start = self._any.search(buffer)
            if start is None:
                tail = (tail + bytes(buffer))[-512:]
                del buffer[: max(0, len(buffer) - 64)]  # the beginning of a tag may be there
                if not (alive := alive and self._more(buffer)):
                    break
                continue
            opening, closing = self._tag(start[1])
            del buffer[: start.start()]
            seen = 1
            while not (end := closing.search(buffer, seen)) and len(buffer) <= _LONGEST:
                seen = max(1, len(buffer) - 64)
                if not (alive := alive and self._more(buffer)):
                    break
            another = opening.search(buffer, 1, end.start() if end else len(buffer))
            if end and not another:
                yield _Piece(bytes(buffer[: end.end()]))
                del buffer[: end.end()]
                tail = b""
            elif another:
                yield _Piece(bytes(buffer[: another.start()]), "the record does not end", _REPAIR)
                del buffer[: another.start()]
            elif alive:
                problem = f"the record is longer than {_LONGEST >> 20} MiB"
                yield _Piece(bytes(buffer[:_BLOCK]), problem, "this is no article; remove it")
                self._skip(buffer, closing)
            else:
                yield _Piece(bytes(buffer), "the file breaks off within this record", _DOWNLOAD)
                return
        in_root = self.root and not self._any.match(f"<{self.root}>".encode())
        self.cut_off = bool(in_root) and f"</{self.root}".encode() not in re.sub(rb"</[\w.-]+:", b"</", tail)

    def _tag(self, name: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
        """Opening and closing tag; a pattern that begins with plain characters is a fast one."""
        if name not in self._tags:
            tag = re.escape(name)
            self._tags[bytes(name)] = (re.compile(rb"<%s(?=[\s>/])" % tag), re.compile(rb"</%s\s*>" % tag))
        return self._tags[name]

    def _more(self, buffer: bytearray) -> bool:
        block = next(self._blocks, b"")
        buffer += block
        return bool(block)

    def _skip(self, buffer: bytearray, closing: re.Pattern[bytes]) -> None:
        """Drop bytes up to where the record ends or the next begins."""
        del buffer[0]
        while not (at := closing.search(buffer) or self._any.search(buffer)):
            del buffer[: max(0, len(buffer) - 64)]
            if not self._more(buffer):
                return
        del buffer[: at.start()]


def _utf8(stream: BinaryIO) -> Iterator[bytes]:
    """The stream in blocks of UTF-8, whatever its encoding."""
    head = stream.read(_BLOCK)
    mark = next((mark for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) if head.startswith(mark)), b"")
    declared = _ENCODING.search(head[:1000])
    encoding = "utf-16" if mark else declared[1].decode() if declared else "utf-8"
    try:
        plain = not mark and codecs.lookup(encoding).name.startswith(("utf-8", "ascii", "utf-16", "utf-32"))
    except LookupError:
        plain = True
    blocks = iter(lambda: stream.read(_BLOCK), b"")
    if plain:
        yield head
        yield from blocks
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    yield decoder.decode(head).encode()
    for block in blocks:
        yield decoder.decode(block).encode() or b" "
    yield decoder.decode(b"", final=True).encode()


def _parsed(piece: bytes, prefixes: dict[bytes, bytes]) -> Element:
    """The record as an element without namespaces."""
    declared = b" ".join(b"xmlns:%s=%s" % pair for pair in prefixes.items())
    if b"&" in piece:
        piece = _NAMED.sub(_character, piece)
    element = etree.fromstring(b"<r %s>%s</r>" % (declared, piece), _PARSER)[0]
    if b"xmlns" in piece or any(b"<%s:" % prefix in piece for prefix in prefixes):
        for descendant in element.iter("{*}*"):
            descendant.tag = descendant.tag.rpartition("}")[2]
    return element


def _character(entity: re.Match[bytes]) -> bytes:
    name = entity[1].decode()
    if name in ("amp", "lt", "gt", "quot", "apos") or f"{name};" not in html5:
        return entity[0]
    return html5[f"{name};"].encode()


def _plain(error: Any) -> tuple[str, str]:
    """What the parser complains of, without the lines, which it counts within the record; and the mend."""
    message = _LINE_NUMBERS.sub("", str(error.msg or error)).strip()
    if undefined := re.search(r"Entity '([^']+)' not defined", message):
        return f"&{undefined[1]}; is no character that XML or HTML knows", "write the character itself"
    if "xmlSAX2Characters" in message or "huge" in message.lower():
        return "a field of the record is longer than 10 million bytes", "this is no article; remove it"
    if "encoding" in message or "UTF-8" in message:
        return "the record is not in the encoding of its file", "save the file as UTF-8"
    return f"the record is not well-formed XML: {message}", _REPAIR
