"""Longest-match recognition of phrases in folded text, in one pass over the text."""

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

import ahocorasick_rs

T = TypeVar("T")

_HAS_CAPITAL = re.compile(r"[^\W\d_a-z]").search


class Match(NamedTuple, Generic[T]):
    """A phrase found at ``start:end`` of the folded text."""

    start: int
    end: int
    value: T


def loosen(text: str) -> str:
    """Folded text with hyphens as spaces, so that "imatinib-resistant" reads "imatinib resistant"."""
    return text.replace("-", " ")


def lower(text: str) -> str:
    """Lower case of the same length (a few letters would grow)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def spelling_variants(label: str, pairs: Iterable[tuple[str, str]]) -> set[str]:
    """The label in American and in British spelling."""
    american = british = label
    for us, uk in pairs:
        if us in american:
            british = british.replace(us, uk)
        elif uk in american:
            american = american.replace(uk, us)
    return {label, american, british}


def _is_written(found: str, phrase: str) -> bool:
    """Whether a text has a phrase in its case, or with the capital of a sentence's first word."""
    return found == phrase or (found[1:] == phrase[1:] and phrase[0].islower() and found[0].isupper())


class Matcher(Generic[T]):
    """Finds phrases: whole words, separators flexible, the longest of those that overlap.

    A phrase with a capital matches case-sensitively, one in lower case matches any case and
    takes a plural *s*. A value of None is a veto: it wins its place and yields nothing.
    """

    def __init__(self, phrases: Sequence[tuple[str, T | None]]) -> None:
        exact: dict[str, list[tuple[str, T | None]]] = {}
        for phrase, value in phrases:
            loose = loosen(phrase)
            written = loose if _HAS_CAPITAL(loose) else ""
            exact.setdefault(lower(loose), []).append((written, value))
        self._phrases = [(key[-1].isalpha(), ways) for key, ways in exact.items()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(exact))

    def find(self, text: str) -> list[Match[T]]:
        """Matches in folded text, left to right, none overlapping another."""
        loose = loosen(text)
        length = len(loose)
        found: list[tuple[int, int, T | None]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(lower(loose), overlapping=True):
            if start and loose[start].isalnum() and loose[start - 1].isalnum():
                continue
            takes_plural, ways = self._phrases[index]
            stop = end + 1 if takes_plural and loose[end : end + 1] == "s" else end
            if stop < length and loose[stop].isalnum() and loose[stop - 1].isalnum():
                continue
            for written, value in ways:
                if not written or _is_written(loose[start:end], written):
                    found.append((start, stop, value))
                    break
        found.sort(key=lambda match: (match[0] - match[1], match[0]))
        taken = bytearray(length)
        chosen: list[Match[T]] = []
        for start, end, value in found:
            if taken.find(1, start, end) != -1:
                continue
            taken[start:end] = b"\x01" * (end - start)
            if value is not None:
                chosen.append(Match(start, end, value))
        chosen.sort(key=lambda match: match.start)
        return chosen
