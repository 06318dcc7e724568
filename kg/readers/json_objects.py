"""The objects of a JSON file, one at a time, whatever stands around them."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.readers.source import Source

_BLOCK = 1 << 19
_LONGEST = 20_000_000
"""Characters of one object."""
_BETWEEN = re.compile(r"[\s,]*")
_NAMED = re.compile(r'"(?:pmid|id|doi)"\s*:\s*"([^"\s]{1,100})"')
_DOWNLOAD, _EXPORT = "download it again", "remove it, or export it again"
_TOO_LONG = f"the record is longer than {_LONGEST // 1_000_000} million characters, or ends nowhere"
_DECODER = json.JSONDecoder()


def objects(
    source: Source, opening: str, beginning: str
) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    """The objects behind ``opening`` (a pattern that ends before "[" or "{") and their numbers from 1.

    A list may follow it, or one object; there may be several such places in a file, or, with the empty
    pattern, objects one after the other. An InputError stands for each that cannot be read; reading goes
    on at the next ``beginning`` (a pattern).
    """
    number = 0
    try:
        for number, found in enumerate(_Objects(source, opening, beginning), 1):
            yield number, found
    except UnicodeError as error:
        problem = f"the file is not valid {getattr(error, 'encoding', 'UTF-8').upper()}"
        yield number + 1, source.error(f"{problem}; nothing behind is read", mend="save the file as UTF-8")


class _Text:
    """The file as text, of which only what is not yet read is kept."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self._blocks = blocks
        self.text, self.at = "", 0

    def more(self, least: int = 0) -> bool:
        """Forget what was read, and read on."""
        pieces, size = [self.text[self.at :]], 0
        for block in self._blocks:
            pieces.append(block)
            size += len(block)
            if size > least:
                break
        self.text, self.at = "".join(pieces), 0
        return bool(size)


class _Objects:
    """The objects of one file."""

    def __init__(self, source: Source, opening: str, beginning: str) -> None:
        self._source = source
        self._opening, self._beginning = re.compile(opening), re.compile(beginning)
        self._rest = _Text(_blocks(source))
        self._number = 0
        self._broken_off = False

    def __iter__(self) -> Iterator[dict[str, Any] | InputError]:
        rest, in_list = self._rest, False
        rest.more()
        while True:
            if not in_list and self._opening.pattern:
                found = self._opening.search(rest.text, rest.at)
                if not found or found.end() == len(rest.text):
                    rest.at = found.start() if found else max(rest.at, len(rest.text) - 200)
                    if not rest.more():
                        return
                    continue
                rest.at = found.end()
            rest.at = _BETWEEN.match(rest.text, rest.at).end()  # type: ignore[union-attr]  # matches nothing too
            if rest.at == len(rest.text):
                if rest.more():
                    continue
                if in_list and not self._broken_off:
                    yield self._source.error("the file breaks off: records may be missing", mend=_DOWNLOAD)
                return
            character = rest.text[rest.at]
            if character in "[]":
                in_list = character == "["
                rest.at += 1
                continue
            if character == "}" and not in_list:
                rest.at += 1
                continue
            self._number += 1
            yield self._value()

    def _value(self) -> dict[str, Any] | InputError:
        rest = self._rest
        while True:
            size = len(rest.text) - rest.at
            try:
                value, end = _DECODER.raw_decode(rest.text, rest.at)
            except RecursionError:
                return self._skip("the record is too deeply nested")
            except json.JSONDecodeError as error:
                within = error.msg.startswith("Unterminated") or error.pos > len(rest.text) - 20
                if within and size < _LONGEST and rest.more(size):
                    continue
                if within and size < _LONGEST and not self._beginning.search(rest.text, rest.at + 1):
                    self._broken_off = True
                    return self._skip("the file breaks off within this record", _DOWNLOAD)
                return self._skip(_TOO_LONG if within else f"the record is not well-formed JSON: {error.msg}")
            if end - rest.at > _LONGEST:
                return self._skip(_TOO_LONG)
            rest.at = end
            if isinstance(value, dict):
                return value
            return self._source.error("this is no object", record=f"number {self._number}", mend=_EXPORT)

    def _skip(self, problem: str, mend: str = "") -> InputError:
        """What is wrong; on to what looks like the next record."""
        rest = self._rest
        named = _NAMED.search(rest.text, rest.at, rest.at + 1000)
        rest.at += 1
        while not (following := self._beginning.search(rest.text, rest.at)):
            rest.at = max(rest.at, len(rest.text) - 1000)
            if not rest.more():
                break
        rest.at = following.start() if following else len(rest.text)
        if not following:
            self._broken_off = True
        record = named[1] if named else f"number {self._number}"
        return self._source.error(problem, record=record, mend=mend or _EXPORT)


def _blocks(source: Source) -> Iterator[str]:
    with source.open() as stream:
        head = stream.read(2)
        stream.seek(0)
        wide = head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8-sig")()
        for block in iter(lambda: stream.read(_BLOCK), b""):
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)
