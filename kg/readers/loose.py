"""What formats of loose text share: names, abstracts in one piece, identifiers in notes."""

import re
from collections.abc import Iterable

from kg.model import Author
from kg.readers import identifiers, labels
from kg.readers.draft import inverted_name
from kg.readers.xml_text import from_html

_GROUP = re.compile(
    r"\b(?:group|consortium|network|team|committee|society|organi[sz]ation|institutes?|investigators|"
    r"collaborat\w+|association|registry|cent(?:er|re)|university|agency|foundation|council|party|alliance|"
    r"college|ministry|department|initiative|federation|intergroup|trialists|working|panel)\b",
    re.IGNORECASE,
)
_ORCID = re.compile(
    r"\s*[(\[]?\s*(?:https?://orcid\.org/|orcid:?\s*)?((?:\d{4}-){3}\d{3}[\dX])\s*[)\]]?\s*$", re.I
)
_INITIALS = re.compile(
    r"(?P<family>.*\S)\s+(?P<initials>[^\W\d_a-z](?:-?[^\W\d_a-z]){0,3})(?:\s+(?P<suffix>\S+))?"
)
_NOTED = {
    "pmid": re.compile(
        r"\bPMID\s*[:=]?\s*(\d{1,8})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{1,8})\b", re.IGNORECASE
    ),
    "pmcid": re.compile(r"\b(PMC\d{1,9})\b"),
    "doi": re.compile(r"(?:\bdoi\s*[:=]\s*|doi\.org/)(10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;])", re.IGNORECASE),
}


def line(text: str) -> str:
    """Text on one line, without mark-up."""
    return from_html(text.replace("\n", " "))


def abstract(text: str) -> list[labels.Part]:
    """An abstract in one piece, cut at its labels; lines that say no more than that they go on are joined."""
    plain = "\n".join(map(from_html, text.split("\n"))).strip()
    return [labels.Part(part.label, " ".join(part.text.split("\n"))) for part in labels.parts(plain)]


def author(text: str) -> Author:
    """``Probe, Jörg``, ``Jörg Probe``, ``Ada Example (0000-0002-1694-233X)``, ``Some Study Group``."""
    name = line(text).strip(" ;")
    orcid = ""
    if found := _ORCID.search(name):
        name, orcid = name[: found.start()].rstrip(" ,"), identifiers.orcid(found[1])
    if is_group(name) and ("," not in name or _GROUP.search(name.partition(",")[0])):
        return Author(name, orcid, collective=True)
    return Author(inverted_name(name), orcid)


def is_group(name: str) -> bool:
    """Whether a name has a word that only a group's name has."""
    return _GROUP.search(name) is not None


def collective(text: str) -> Author:
    """A name that the record says is a group's."""
    return Author(line(text), collective=True)


def author_by_initials(text: str) -> Author:
    """``Probe J`` as PubMed shortens it: J Probe."""
    name = line(text).strip(" .;")
    found = None if is_group(name) else _INITIALS.fullmatch(name)
    if not found:
        return author(name)
    return Author(" ".join(filter(None, (found["initials"], found["family"], found["suffix"]))))


def noted(name: str, texts: Iterable[str]) -> str:
    """An identifier (pmid, pmcid or doi) that stands in a note or an address."""
    for text in texts:
        if found := _NOTED[name].search(text):
            return str(next(filter(None, found.groups())))
    return ""


def items(text: str) -> list[str]:
    """``a; b; c``: a, b and c."""
    return [item for part in re.split(r"[;\n]", text) if (item := line(part))]
