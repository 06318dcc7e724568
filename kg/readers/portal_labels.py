"""The labels and headings of a research portal's pages."""

import re
from typing import NamedTuple


class Label(NamedTuple):
    """What a label's value becomes, and what such a value looks like."""

    field: str = ""
    """Field of the record, or what is read into one; empty if the statement is kept as it stands."""
    value: str = ""
    """Pattern of the value; without one, a single space does not divide label and value."""


_STATE = r"(?:Published|E-pub|Accepted|In press|Submitted|In preparation|Unpublished)\b.*"
_PAGES = r"[A-Za-z]{0,4}\d[\w.]*(?:\s*[-‐‑‒–—]{1,2}\s*[A-Za-z]{0,4}\d[\w.]*)?(?:,.*)?"
_PLACE = r"[A-Za-z]{0,8}\.?\s?\d\S{0,20}(?:\s\S{1,12}){0,3}"

LABELS = {
    "Original language": Label("language", r"[A-Z]\w+(?: \([^)]+\))?"),
    "Pages (from-to)": Label("pages", _PAGES),
    "Pages": Label("pages", _PAGES),
    "Journal": Label("journal"),
    "Volume": Label("volume", _PLACE),
    "Issue number": Label("issue", r".{1,40}"),
    "Issue": Label("issue", _PLACE),
    "State": Label("date", _STATE),
    "Status": Label("date", _STATE),
    "Publication status": Label("date", _STATE),
    "DOIs": Label("doi", r".*\b10\.\d{4,9}/.*"),
    "DOI": Label("doi", r".*\b10\.\d{4,9}/.*"),
    "PubMed": Label("pmid", r"\d{1,8}"),
    "PubMed ID": Label("pmid", r"\d{1,8}"),
    "PMID": Label("pmid", r"\d{1,8}"),
    "PubMedCentral": Label("pmcid", r"PMC\d+"),
    "PMCID": Label("pmcid", r"PMC\d+"),
    "Keywords": Label("keywords"),
    # Kept as they stand.
    "Number of pages": Label("", r"\d+"),
    "Article number": Label("", r"[\w.-]*\d[\w.-]*"),
    "Early online date": Label("", r".*\d{4}.*"),
    "Externally published": Label("", r"Yes|No"),
    "Title of host publication": Label(),
    "Publisher": Label(),
    "Place of Publication": Label(),
    "Editors": Label(),
    "Edition": Label(),
    "Event": Label(),
    "Country/Territory": Label(),
    "ISSN": Label("", r"\d{4}-\d{3}[\dX].*"),
    "ISSN (Print)": Label("", r"\d{4}-\d{3}[\dX].*"),
    "ISSN (Electronic)": Label("", r"\d{4}-\d{3}[\dX].*"),
    "ISBN (Print)": Label("", r"[\dX-]{10,17}.*"),
    "ISBN (Electronic)": Label("", r"[\dX-]{10,17}.*"),
    "Funding": Label(),
    "Bibliographical note": Label(),
}
"""A label and its value share a line or stand on two, with a colon, a tab, spaces or nothing between."""

HEADINGS = {
    "abstract": "abstract",
    "keywords": "keywords",
    "asjc scopus subject areas": "subjects",
    "scopus subject areas": "subjects",
    "subject areas": "subjects",
    "access to document": "links",
    "external ids": "labels",
    "publication details": "labels",
    "funding": "funding",
    "funding information": "funding",
    "other files and links": "passed over",
    "bibliographical note": "passed over",
    "un sdgs": "passed over",
    "fingerprint": "passed over",
    "cite this": "passed over",
    "projects": "passed over",
    "profiles": "passed over",
}
"""What follows a line that is nothing but this."""

_LABELLED = re.compile(
    rf"(?P<label>{'|'.join(sorted(map(re.escape, LABELS), key=len, reverse=True))})"
    r"(?P<between>\s*:\s*|\t\s*|\s{2,}| |)(?P<value>\S.*)"
)


def labelled(line: str) -> tuple[str, str] | None:
    """The label and the value of ``line``, if it has them."""
    found = _LABELLED.fullmatch(line)
    if not found:
        return None
    pattern = LABELS[found["label"]].value
    if not found["between"] and found["value"][0].islower() and (not pattern or " " in found["value"]):
        return None  # an ordinary word, such as "Journals"
    if pattern and not re.fullmatch(pattern, found["value"]):
        return None
    if not pattern and found["between"] == " ":
        return None
    return found["label"], found["value"]
