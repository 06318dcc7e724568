"""BibTeX and BibLaTeX: "@article{key, title = {...}, ...}", with @string and # and LaTeX in the fields."""

import re
from collections.abc import Callable, Iterator

from kg.errors import InputError
from kg.model import Author, Record
from kg.readers import fields, latex, loose
from kg.readers.draft import Draft, inverted_name
from kg.readers.lines import LONGEST, TOO_LONG, lines
from kg.readers.source import Source, decode

_ENTRY = re.compile(r"^[^\S\n]*@\s*([A-Za-z]+)\s*([{(])", re.MULTILINE)
_KEY = re.compile(r"\s*([^\s,{}=]*)\s*,?")
_NAME = re.compile(r"[\s,]*([A-Za-z][\w:.+/-]*)\s*=\s*")
_BARE = re.compile(r"\s*([^\s,#{}\"]+)\s*")
_JOIN = re.compile(r"\s*#\s*")
_TEXT = re.compile(r'[^{}"\\]+|\\.', re.DOTALL)
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_DEEPEST = 100
_READ = frozenset({
    "title", "author", "journal", "journaltitle", "booktitle", "shortjournal", "volume", "number",
    "issue", "pages", "year", "month", "day", "date", "language", "langid", "doi", "pmid", "pmcid",
    "pmc", "abstract", "keywords", "keyword", "type",
})  # fmt: skip
"""Fields whose values are not repeated among what else the record states."""
_MEND = "export it again, or close its braces and quotation marks"


def recognise(head: bytes, name: str) -> bool:
    """A line that begins with "@" and a type of entry."""
    return bool(_ENTRY.search(decode(head, errors="ignore"))) and b"<" not in head.lstrip()[:1]


def read(source: Source) -> Iterator[Record | InputError]:
    """Every entry; one that is not closed costs itself alone, as the next begins a line with "@"."""
    macros = {name: name for name in _MONTHS}
    number = 0
    for text, problem, mend in _entries(source):
        kind = _ENTRY.match(text)
        if not kind or kind[1].lower() in ("comment", "preamble"):
            continue
        key = _KEY.match(text, kind.end())
        name = key[1] if key and kind[1].lower() != "string" else ""
        number += kind[1].lower() != "string"
        shown = name or f"number {number}"
        if problem:
            yield source.error(problem, record=shown, mend=mend)
            continue
        try:
            values = _fields(text, key.end() if key and name else kind.end(), macros)
        except ValueError as error:
            yield source.error(str(error), record=shown, mend=_MEND)
            continue
        if kind[1].lower() == "string":
            macros.update(values)
        else:
            yield _draft(values).record(source, number)
    if not number:
        yield source.error("there is no entry in the file", mend="export it again as BibTeX")


def _entries(source: Source) -> Iterator[tuple[str, str, str]]:
    """The text of each entry, up to the next line that begins one, and what is wrong with its lines."""
    held: list[str] = []
    size = 0
    problem = mend = ""
    for line in lines(source):
        if _ENTRY.match(line.text):
            if held:
                yield "\n".join(held), problem, mend
            held, size, problem, mend = [], 0, "", ""
        elif not held:
            continue
        size += len(line.text)
        if size > LONGEST and not problem:
            problem = f"the entry has more than {LONGEST // 1_000_000} million characters"
            mend = TOO_LONG
        problem, mend = problem or line.problem, mend or line.mend
        if not problem or not held:
            held.append(line.text)
    if held:
        yield "\n".join(held), problem, mend


def _fields(text: str, at: int, macros: dict[str, str]) -> dict[str, str]:
    """Names in lower case, and values without their outer braces; ValueError says what is not closed."""
    found: dict[str, str] = {}
    while name := _NAME.match(text, at):
        value, at = _value(text, name.end(), macros, name[1])
        found.setdefault(name[1].lower(), value)
    rest = text[at:].lstrip(" \t\r\n,")
    if not rest.startswith(("}", ")")):
        stray = rest.partition("\n")[0][:40]
        raise ValueError(f"this is no field: {stray}" if stray else "the entry does not end")
    return found


def _value(text: str, at: int, macros: dict[str, str], name: str) -> tuple[str, int]:
    parts: list[str] = []
    while True:
        if text[at : at + 1] == "{":
            end = _closing(text, at + 1, "}", name)
            parts.append(text[at + 1 : end])
            at = end + 1
        elif text[at : at + 1] == '"':
            end = _closing(text, at + 1, '"', name)
            parts.append(text[at + 1 : end])
            at = end + 1
        elif bare := _BARE.match(text, at):
            parts.append(macros.get(bare[1].lower(), bare[1]))
            at = bare.end()
        else:
            raise ValueError(f"the field {name} has no value")
        if not (join := _JOIN.match(text, at)):
            return "".join(parts), at
        at = join.end()


def _closing(text: str, at: int, closer: str, name: str) -> int:
    """Where the brace or quotation mark is that ends a value; braces within it are in pairs."""
    depth = 0
    while at < len(text):
        if run := _TEXT.match(text, at):
            at = run.end()
            continue
        character = text[at]
        if character == closer and not depth:
            return at
        depth += (character == "{") - (character == "}")
        if depth < 0:
            break
        if depth > _DEEPEST:
            raise ValueError(f"the field {name} has more than {_DEEPEST} braces in each other")
        at += 1
    raise ValueError(f"the field {name} is not closed")


def _draft(values: dict[str, str]) -> Draft:
    def plain(*names: str) -> str:
        return next((loose.line(latex.decode(values[name])) for name in names if values.get(name)), "")

    title = plain("title")
    notes = [
        values.get(name, "") for name in ("note", "annote", "annotation", "extra", "url", "howpublished")
    ]
    eprint = values.get("eprint", "") if values.get("eprinttype", "").lower() in ("pubmed", "pmid") else ""
    types = loose.items(plain("type"))
    return Draft(
        title=title,
        abstract=loose.abstract(latex.decode(_unwrapped(values.get("abstract", "")))),
        authors=_authors(values.get("author", "")),
        journal=plain("journaltitle", "journal", "booktitle", "shortjournal"),
        volume=plain("volume"),
        issue=plain("number", "issue"),
        pages=plain("pages"),
        date=_date(values, plain),
        language=plain("langid", "language"),
        article_types=types,
        keywords=_keywords(plain("keywords", "keyword")),
        pmid=plain("pmid") or eprint or loose.noted("pmid", notes),
        pmcid=plain("pmcid", "pmc") or loose.noted("pmcid", notes),
        doi=latex.decode(values.get("doi", "")).strip() or loose.noted("doi", notes),
        other=[(name, plain(name)) for name in values if name not in _READ],
    )


def _unwrapped(text: str) -> str:
    """A line that is broken for the width of the page goes on; an empty line divides."""
    return "\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text))


def _authors(text: str) -> list[Author]:
    """Names with "and" between them; one in braces as a whole is a group's."""
    found: list[Author] = []
    for name in _split(" ".join(text.split()), " and "):
        if name.startswith("{") and name.find("}") == len(name) - 1 and "\\" not in name:
            found.append(loose.collective(latex.decode(name)))
        elif name and name != "others":
            parts = [latex.decode(part).strip() for part in _split(name, ",")]
            if len(parts) == 3:  # van der Probe, Jr, Jörg
                parts = [parts[0], f"{parts[2]} {parts[1]}"]
            plain = loose.author(", ".join(parts))
            found.append(plain if len(parts) < 2 else Author(inverted_name(", ".join(parts)), plain.orcid))
    return found


def _split(text: str, divider: str) -> list[str]:
    """Parts between dividers that stand in no braces."""
    parts, depth, start = [], 0, 0
    for found in re.finditer(rf"[{{}}]|{divider}", text):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif not depth:
            parts.append(text[start : found.start()].strip())
            start = found.end()
    return [*parts, text[start:].strip()]


def _date(values: dict[str, str], plain: Callable[..., str]) -> str:
    if stated := fields.iso_date(plain("date")):
        return stated
    month = plain("month")
    if month.isdecimal() and 1 <= int(month) <= 12:
        month = _MONTHS[int(month) - 1]
    return fields.iso_date(" ".join((plain("year"), month, plain("day"))))


def _keywords(text: str) -> list[str]:
    return loose.items(text) if ";" in text else [item.strip() for item in text.split(",") if item.strip()]
