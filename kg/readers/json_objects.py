"""The objects of a JSON file, one at a time, whatever stands around them."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.readers.source import Source

_BLOCK, _LONGEST = 1 << 19, 64 << 20
_BETWEEN = re.compile(r"[\s,]*")
_NEXT = re.compile(r'\{\s*"(?:id|pmid|doi|title)"\s*:')
_DECODER = json.JSONDecoder()


def objects(source: Source, opening: str) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    """The objects behind ``opening`` (a pattern that ends before "[" or "{") and their numbers from 1.

    A list may follow it, or one object; there may be several such places in a file, or, with the empty
    pattern, objects one after the other. An InputError stands for each that cannot be read.
    """
    number = 0
    try:
        for number, found in enumerate(_objects(source, re.compile(opening)), 1):
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


def _objects(source: Source, opening: re.Pattern[str]) -> Iterator[dict[str, Any] | InputError]:
    number = 0
    rest = _Text(_blocks(source))
    rest.more()
    in_list = False
    while True:
        if not in_list and opening.pattern:
            found = opening.search(rest.text, rest.at)
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
            if in_list:
                yield source.error("the file breaks off: records may be missing", mend="download it again")
            return
        character = rest.text[rest.at]
        if character in "[]":
            in_list = character == "["
            rest.at += 1
            continue
        number += 1
        yield _value(source, rest, number)
        in_list = in_list or bool(_NEXT.match(rest.text, rest.at))


def _value(source: Source, rest: _Text, number: int) -> dict[str, Any] | InputError:
    while True:
        try:
            value, end = _DECODER.raw_decode(rest.text, rest.at)
        except (json.JSONDecodeError, RecursionError) as error:
            size = len(rest.text) - rest.at
            if isinstance(error, json.JSONDecodeError) and size < _LONGEST and rest.more(size):
                continue
            return _skip(source, rest, number, error)
        rest.at = end
        if isinstance(value, dict):
            return value
        return source.error("this is no object", record=f"number {number}", mend="export the record again")


def _skip(source: Source, rest: _Text, number: int, error: Exception) -> InputError:
    """What is wrong; on to what looks like the next record."""
    end = len(rest.text)
    following = _NEXT.search(rest.text, rest.at + 1)
    if isinstance(error, json.JSONDecodeError) and following is None and error.pos >= end - 1:
        problem, mend = "the file breaks off within this record", "download it again"
    elif end - rest.at >= _LONGEST:
        problem, mend = f"the record is longer than {_LONGEST >> 20} million characters", "remove it"
    else:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deeply nested"
        problem, mend = f"the record is not well-formed JSON: {reason}", "export the record again"
    if named := re.compile(r'"(?:pmid|id|doi)"\s*:\s*"([^"\s]{1,100})"').search(
        rest.text, rest.at, rest.at + 1000
    ):
        shown = named[1]
    else:
        shown = f"number {number}"
    rest.at = following.start() if following else end
    return source.error(problem, record=shown, mend=mend)


def _blocks(source: Source) -> Iterator[str]:
    with source.open() as stream:
        head = stream.read(2)
        stream.seek(0)
        wide = head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8-sig")()
        for block in iter(lambda: stream.read(_BLOCK), b""):
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)
