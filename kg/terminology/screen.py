"""Whether the bytes of a record name the field at all: a look that is far faster than reading it.

What counts is in the lexicon: concepts with ``cml:marksRelevance`` and all narrower ones (the disease, the
fusion, the drugs made against it). The look errs on the side of reading: it takes any case, a plural, and
what stands in keywords or headings; a name that another word continues ("CMLx") is none.
"""

import re

import ahocorasick_rs

from kg.terminology.lexicon import Lexicon
from kg.terminology.matcher import loosen, lower, spelling_variants

_ALIKE = bytes.maketrans(bytes(range(65, 91)) + b"-\n\t\r", bytes(range(97, 123)) + b"    ")
_MARKUP = re.compile(rb"</?(?:i|b|u|em|strong|italic|bold)\b[^<>]*>")
_RAISED = re.compile(rb"</?su[pb]\b[^<>]*>")
_NUMBERED = re.compile(rb"&#(?:(\d{1,6})|[xX]([0-9a-fA-F]{1,5}));")
_BLANK = re.compile(rb"\xe2\x80[\x80-\x95\xaf]|\xe2\x88\x92|\xc2\xa0")
"""Dashes and blanks beyond ASCII."""
_BLANKS = re.compile(rb"  +")
_WORD = frozenset(bytes((char,)) for char in b"0123456789abcdefghijklmnopqrstuvwxyz")


class Screen:
    """Lets through what names the field, and counts the rest."""

    def __init__(self, lexicon: Lexicon) -> None:
        of_field = {
            id
            for id in lexicon.concepts
            if id in lexicon.relevant or lexicon.broader.get(id, frozenset()) & lexicon.relevant
        }
        phrases = {
            " ".join(lower(loosen(form)).split()).encode()
            for label, id in lexicon.labels
            if id in of_field
            for form in spelling_variants(label, lexicon.spellings)
        }
        self._find = ahocorasick_rs.BytesAhoCorasick(sorted(phrases)).find_matches_as_indexes
        self.left_out = 0
        """Records that name nothing of the field."""

    def __call__(self, data: bytes) -> bool:
        """Whether it names anything of the field."""
        if self._names(_plain(data)):
            return True
        self.left_out += 1
        return False

    def _names(self, data: bytes) -> bool:
        for _, start, end in self._find(data, overlapping=True):
            if start and data[start - 1 : start] in _WORD:
                continue
            stop = end + 1 if data[end : end + 1] == b"s" else end  # a plural
            if data[stop : stop + 1] not in _WORD:
                return True
        return False


def _plain(data: bytes) -> bytes:
    """Lower case without markup inside names; dashes and blanks of all kinds are one blank."""
    data = _RAISED.sub(b" ", _MARKUP.sub(b"", data))
    data = _NUMBERED.sub(_character, data) if b"&#" in data else data
    data = _BLANK.sub(b" ", data.translate(_ALIKE))
    return _BLANKS.sub(b" ", data)


def _character(entity: re.Match[bytes]) -> bytes:
    number = int(entity[1]) if entity[1] else int(entity[2], 16)
    return chr(number).encode(errors="ignore")
