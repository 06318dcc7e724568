"""Values as records write them, brought into the form that ``Record`` keeps; empty where they say nothing."""

import re
from collections.abc import Iterable
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b", re.IGNORECASE)
_NUMERIC = re.compile(r"\b(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?\b")
_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
_DAY = re.compile(r"(?<![\d-])(\d{1,2})(?:st|nd|rd|th)?(?![\d-])")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")
_RANGE = re.compile(r"(.+?)\s*[-‐‑‒–—]{1,2}\s*(.+)")

LANGUAGES = {
    "arabic": "ar", "bulgarian": "bg", "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "estonian": "et", "finnish": "fi", "french": "fr",
    "german": "de", "greek": "el", "hebrew": "he", "hungarian": "hu", "icelandic": "is", "italian": "it",
    "japanese": "ja", "korean": "ko", "latvian": "lv", "lithuanian": "lt", "norwegian": "no", "persian": "fa",
    "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk",
    "slovenian": "sl", "spanish": "es", "swedish": "sv", "thai": "th", "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip
"""English names of languages and their BCP 47 tags."""
VARIETIES = {
    "us": "US", "united states": "US", "uk": "GB", "gb": "GB", "united kingdom": "GB", "australia": "AU",
    "canada": "CA", "ireland": "IE", "new zealand": "NZ", "india": "IN", "brazil": "BR", "portugal": "PT",
    "spain": "ES", "mexico": "MX", "france": "FR", "germany": "DE", "switzerland": "CH", "austria": "AT",
    "simplified": "Hans", "traditional": "Hant",
}  # fmt: skip
"""What stands in brackets behind a language, and its subtag."""


def iso_date(text: str) -> str:
    """``Jun 30 2008``, ``30 June 2008``, ``2008/6/30``: 2008-06-30; a month or a year alone stays one."""
    if numeric := _NUMERIC.search(text):
        return _checked(int(numeric[1]), int(numeric[2]), int(numeric[3] or 0))
    year = _YEAR.search(text)
    if not year:
        return ""
    months = _NAMED_MONTH.findall(text)
    if len(months) != 1:  # none, or a range of months
        return year[0]
    days = _DAY.findall(text)
    month = _MONTHS.index(months[0].lower()) + 1
    return _checked(int(year[0]), month, int(days[0]) if len(days) == 1 else 0)


def _checked(year: int, month: int, day: int) -> str:
    if day:
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            day = 0
    return f"{year:04}-{month:02}" if 1 <= month <= 12 else f"{year:04}"


def language_tag(text: str) -> str:
    """``English (US)``: en-US; an unknown language gives nothing."""
    name, _, variety = text.strip().lower().partition("(")
    tag, subtag = LANGUAGES.get(name.strip(), ""), VARIETIES.get(variety.strip(" )"), "")
    return f"{tag}-{subtag}" if tag and subtag else tag


def page_range(text: str) -> tuple[str, str]:
    """``S22-S30``: S22 and S30, as written; one page has no end."""
    pages = _RANGE.fullmatch(text.strip())
    return (pages[1], pages[2]) if pages else (text.strip(), "")


def doi(text: str) -> str:
    """The first DOI in ``text``, in lower case and without a resolver."""
    found = _DOI.search(text)
    if not found:
        return ""
    name = found[0].rstrip(".,;:'")
    return (name.rstrip(")") if name.count(")") > name.count("(") else name).lower()


def paragraphs(lines: Iterable[str]) -> str:
    """Lines as written, without white space around them; one empty line between paragraphs."""
    kept: list[str] = []
    for line in map(str.strip, lines):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()
