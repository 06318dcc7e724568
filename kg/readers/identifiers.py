"""Identifiers as records write them, in their one normal form; empty if malformed."""

import re

_LONGEST = 300
_PMID = re.compile(r"(?:(?:PMID|MED)\s*:?\s*|\S*pubmed\S*/)?0*([1-9]\d{0,7})/?", re.IGNORECASE)
_PMCID = re.compile(r"(?:\S*/|PMCID:?\s*)?(?:PMC)?\s?0*([1-9]\d{0,8})(?:\.\d+)?/?", re.IGNORECASE)
_DOI = re.compile(
    r"(?:doi\s*:?\s*|(?:https?://)?(?:dx\.)?(?:www\.)?doi\.org/(?:doi:)?)?(10\.\d{4,9}/[^\s\"<>]+?)\.?",
    re.IGNORECASE,
)
_ORCID = re.compile(r"(?<!\d)(\d{4})[-‐– ]?(\d{4})[-‐– ]?(\d{4})[-‐– ]?(\d{3}[\dXx])(?!\d)")


def pmid(text: str) -> str:
    """``PMID: 18042792``: 18042792."""
    found = _PMID.fullmatch(text.strip()[:_LONGEST])
    return found[1] if found else ""


def pmcid(text: str) -> str:
    """``8435807``, ``pmc8435807`` and ``PMC8435807.1``: PMC8435807."""
    found = _PMCID.fullmatch(text.strip()[:_LONGEST])
    return f"PMC{found[1]}" if found else ""


def doi(text: str) -> str:
    """The whole of ``text`` as a DOI in lower case, without resolver or "doi:"."""
    found = _DOI.fullmatch(text.strip()[:_LONGEST])
    return found[1].lower() if found else ""


def orcid(text: str) -> str:
    """``https://orcid.org/0000-0002-1825-0097``: 0000-0002-1825-0097, if its check digit is right."""
    found = _ORCID.search(text[:_LONGEST])
    if not found:
        return ""
    digits = "".join(found.groups()).upper()
    total = 0
    for digit in digits[:-1]:  # ISO 7064 mod 11-2
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "-".join(found.groups()).upper() if digits[-1] == ("X" if check == 10 else str(check)) else ""
