"""PubTator: "PMID|t|title", "PMID|a|abstract" and lines of annotations, which are left out."""

import re
from collections.abc import Iterator

from kg.errors import InputError
from kg.model import Record
from kg.readers import loose
from kg.readers.draft import Draft
from kg.readers.lines import lines
from kg.readers.source import Source, decode

_TEXT = re.compile(r"([\w.-]+)\|([ta])\|(.*)")
_BEGIN = re.compile(r"^(?:\d{1,8}|PMC\d+)\|t\|", re.MULTILINE)
_ANNOTATION = re.compile(r"([\w.-]+)\t.*")
_MEND = (
    'write "PMID|t|title", "PMID|a|abstract" and annotations with tabs, and an empty line between articles'
)


def recognise(head: bytes, name: str) -> bool:
    """A line that begins with a PMID and "|t|"."""
    return bool(_BEGIN.search(decode(head, errors="ignore").lstrip("\ufeff")))


def read(source: Source) -> Iterator[Record | InputError]:
    """The articles in their order; one with a line that cannot be read is an error."""
    number = 0
    name = problem = mend = ""
    texts: dict[str, str] = {}
    for line in lines(source):
        text = _TEXT.fullmatch(line.text)
        if text and (text[1] != name or text[2] in texts):
            if name:
                yield _record(source, number, name, texts, problem, mend)
            number += 1
            name, problem, mend, texts = text[1], "", "", {}
        if line.problem:
            problem, mend = problem or line.problem, mend or line.mend
        if text:
            texts[text[2]] = text[3]
        elif line.text.strip() and not line.problem and not _ANNOTATION.fullmatch(line.text):
            problem, mend = problem or f"line {line.number} is neither text nor annotation", mend or _MEND
    if name:
        yield _record(source, number, name, texts, problem, mend)


def _record(
    source: Source, number: int, name: str, texts: dict[str, str], problem: str, mend: str
) -> Record | InputError:
    if problem:
        return source.error(problem, record=name, mend=mend)
    if not {"t", "a"} <= texts.keys():
        problem = "the record has no line of its title or none of its abstract: the file may be cut off"
        return source.error(problem, record=name, mend="download it again, or add the line, if empty")
    return Draft(
        title=loose.line(texts.get("t", "")),
        abstract=loose.abstract(texts.get("a", "")),
        pmid="" if name.upper().startswith("PMC") else name,
        pmcid=name if name.upper().startswith("PMC") else "",
    ).record(source, number)
