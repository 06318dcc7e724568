"""What the user wants: a query, or a list of PMIDs or DOIs."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.fetch.client import FetchError

_PMID = re.compile(r"(?:pmid:?)?0*([1-9]\d{0,8})", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:|(?:https?://)?(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query, or identifiers without repetitions in the order they were given."""

    kind: str
    """``query``, ``pmids`` or ``dois``."""
    values: tuple[str, ...]

    def __str__(self) -> str:
        return self.values[0] if self.kind == "query" else f"{len(self.values)} {self.kind[:-1].upper()}s"


def query(text: str) -> Wanted:
    """A query in the language of the service."""
    if not text.strip():
        raise FetchError("the query is empty")
    return Wanted("query", (" ".join(text.split()),))


def pmids(words: Sequence[str]) -> Wanted:
    """PMIDs; a word may be a file of them (``#`` begins a comment), or - for standard input."""
    values: dict[str, None] = {}
    for where, text in _lines(words):
        for word in re.split(r"[\s,;]+", text.replace("PMID: ", "PMID:")):
            if word:
                values[_checked(_PMID, word, where, "a PMID, such as 18594223")] = None
    return _listed("pmids", values)


def dois(words: Sequence[str]) -> Wanted:
    """DOIs in lower case; a word may be a file of them, as with ``pmids``."""
    values: dict[str, None] = {}
    for where, text in _lines(words):
        for word in text.split():
            if word := word.rstrip(",;"):
                values[_checked(_DOI, word, where, "a DOI, such as 10.1000/xyz123").lower()] = None
    return _listed("dois", values)


def _lines(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        if word == "-":
            source, text = "standard input", sys.stdin.read()
        elif _is_file(word):
            try:
                source, text = word, Path(word).read_text("utf-8-sig")
            except UnicodeDecodeError as error:
                raise FetchError(f"{word}: byte {error.start} is not valid UTF-8") from error
        else:
            yield "", word
            continue
        for number, line in enumerate(text.splitlines(), 1):
            yield f"{source}, line {number}: ", re.sub(r"(^|\s)#.*", "", line)


def _is_file(word: str) -> bool:
    try:
        return Path(word).is_file()
    except OSError:  # a long list is no file name
        return False


def _checked(pattern: re.Pattern[str], word: str, where: str, what: str) -> str:
    found = pattern.fullmatch(word)
    if not found:
        raise FetchError(f"{where}{word} is neither {what}, nor a file")
    return found[1]


def _listed(kind: str, values: dict[str, None]) -> Wanted:
    if not values:
        raise FetchError(f"the list of {kind[:-1].upper()}s is empty")
    return Wanted(kind, tuple(values))
