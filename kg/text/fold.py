"""One plain spelling for what typography writes in many ways, with the way back to the text as read.

Case is kept. Most characters fold one to one, so offsets stay as they are; only where a character
is removed or expanded does a table of offsets come in.
"""

import re
from dataclasses import dataclass


def _range(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


_DASHES = _range(0x2010, 0x2015) + "\u2212\ufe58\ufe63\uff0d"
_ASCII_SPACES = "\t\n\v\f\r"
_SPACES = (
    _ASCII_SPACES
    + "\x1c\x1d\x1e\x1f\x85\xa0\u1680"
    + _range(0x2000, 0x200A)
    + "\u2028\u2029\u202f\u205f\u3000"
)
_FULLWIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}

_ONE_TO_ONE: dict[int, str] = {
    **_FULLWIDTH,
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u02bc"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\xab\xbb"), '"'),
    **dict.fromkeys(map(ord, "\u2044\u2215"), "/"),
    0xB5: "\u03bc",  # micro sign becomes Greek mu, as in NFKC
}
_WIDTHLESS = "\xad\u034f\u061c\u180e\u2060\ufeff" + _range(0x200B, 0x200F) + _range(0x202A, 0x202E)
_RESIZED: dict[int, str] = {
    # Ligatures are expanded; what has no width is removed.
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
    ord("æ"): "ae", ord("œ"): "oe", ord("Æ"): "AE", ord("Œ"): "OE",
    **dict.fromkeys(map(ord, _WIDTHLESS), ""),
}  # fmt: skip
_RAISED = {
    raised: str(digit) for digits in ("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉") for digit, raised in enumerate(digits)
}
_RAISED_DIGITS = re.compile(rf"(?<=[A-Za-z])[{''.join(_RAISED)}]+(?:[.·∙⋅][{''.join(_RAISED)}]+)?")
"""Digits behind a letter are part of its name (MR⁴, mg/m², IC₅₀); behind a digit they are a power."""
_SOME_RESIZED = re.compile("[" + "".join(map(re.escape, map(chr, _RESIZED))) + "]")
_LOWERED = {ord(raised): digit for raised, digit in _RAISED.items()}
_ASCII_SPACE = re.compile(f"[{_ASCII_SPACES}\x1c-\x1f]")
_RAISED_POINT = re.compile(r"(?<=\d)[·∙⋅](?=\d)")  # the decimal point of some British journals


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``span`` leads back to the text that was folded."""

    text: str
    origin: tuple[int, ...] | None = None
    """Offset in the original of every folded character, and its length at the end; None for identity."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original half-open span of ``text[start:end]``; half a ligature gives the whole one."""
        if self.origin is None:
            return start, end
        if start >= end:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold dashes, spaces, quotes, full-width forms and ligatures, and drop what has no width."""
    if text.isascii():
        return Folded(_ASCII_SPACE.sub(" ", text))
    if not _SOME_RESIZED.search(text):
        return Folded(_plain(text))
    pieces: list[str] = []
    origin: list[int] = []
    for offset, character in enumerate(text):
        piece = _RESIZED.get(ord(character), character)
        pieces.append(piece)
        origin.extend([offset] * len(piece))
    origin.append(len(text))
    return Folded(_plain("".join(pieces)), tuple(origin))


def _plain(text: str) -> str:
    if _RAISED_DIGITS.search(text):
        text = _RAISED_DIGITS.sub(lambda found: found[0].translate(_LOWERED), text)
    return _RAISED_POINT.sub(".", text.translate(_ONE_TO_ONE))
