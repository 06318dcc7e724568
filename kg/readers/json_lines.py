"""JSON Lines: an object a line, with the keys of ``columns``; lists as lists, authors as names or objects.

{"pmid": "...", "title": "...", "abstract": "..." or [{"label": "METHODS", "text": "..."}],
 "authors": ["Ada Example", {"name": "Some Group", "collective": true}], "date": "2008-06-15",
 "mesh_headings": [{"id": "D015464", "heading": "..."}], "citation_counts": [{"count": 3, "source": "..."}],
 "notices": [{"kind": "retracted by", "citation": "...", "pmid": "...", "doi": "..."}], ...}
"""

import json
from collections.abc import Iterator

from kg.errors import InputError
from kg.model import Record
from kg.readers import columns
from kg.readers.lines import lines
from kg.readers.source import Source, decode

_MEND = f"write one object a line, with any of the keys {', '.join(columns.COLUMNS)}"


def recognise(head: bytes, name: str) -> bool:
    """The first line is an object with a title, or the name says so."""
    line = decode(head, errors="ignore").lstrip("\ufeff \t\r\n").partition("\n")[0]
    if not line.startswith("{"):
        return False
    if name.lower().endswith((".jsonl", ".ndjson")):
        return True
    try:
        return "title" in columns.known(list(json.loads(line)))
    except (ValueError, RecursionError):
        return '"title"' in line and '"abstract"' in line


def read(source: Source) -> Iterator[Record | InputError]:
    """A record a line; empty lines count for nothing."""
    number = 0
    for line in lines(source):
        if not line.text.strip() and not line.problem:
            continue
        number += 1
        shown = f"number {number}"
        if line.problem:
            yield source.error(line.problem, record=shown, mend=line.mend)
            continue
        try:
            stated = json.loads(line.text)
            if not isinstance(stated, dict):
                raise ValueError("the line is no object")
            shown = str(stated.get("pmid") or stated.get("doi") or shown)
            yield columns.record(source, number, stated)
        except json.JSONDecodeError as error:
            problem = f"line {line.number} is not JSON: {error.msg} at character {error.pos + 1}"
            yield source.error(problem, record=shown, mend=_MEND)
        except (ValueError, TypeError, RecursionError) as error:
            yield source.error(f"line {line.number}: {error}", record=shown, mend=_MEND)
