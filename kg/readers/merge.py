"""One article, one record: which records, of several files or formats, are of the same work.

Two are if they share a PMID, a PMCID or a DOI; or if nothing contradicts it and they share title, year and
first author (in plain letters), or title and abstract. Other identifiers, another volume or another first
page contradict: an erratum or a preprint is a work of its own.
"""

import csv
import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from kg.errors import InputError
from kg.model import Record
from kg.readers.combine import combined, family_name, follows, letters
from kg.readers.inputs import Read
from kg.readers.source import LeftOut, Withdrawal

_TEXT: Any = {"mode": "w+", "encoding": "utf-8", "errors": "surrogateescape", "newline": ""}


class _Place(NamedTuple):
    """What is kept of a record while it waits."""

    offset: int
    identifiers: tuple[str, str, str]
    """PMID, PMCID, DOI."""
    position: tuple[str, str]
    """Volume and first page."""
    likenesses: tuple[bytes, ...]
    """Of its title, year and first author, and of its text; so far as they are stated."""


def merged(items: Iterable[Read | Withdrawal | LeftOut | InputError]) -> Iterator[Record | InputError]:
    """Every error at once; then each work once that is not withdrawn.

    Records wait in a temporary file, as the last may be of the same work as the first. So does what is known
    of those that a screen left out: an older version of one of them is left out too.
    """
    with TemporaryFile() as waiting, TemporaryFile(**_TEXT) as passed:
        others = csv.writer(passed)
        places: list[_Place] = []
        withdrawn: set[str] = set()
        for item in items:
            if isinstance(item, InputError):
                yield item
            elif isinstance(item, Withdrawal):
                withdrawn.add(item.pmid)
            elif isinstance(item, LeftOut):
                others.writerow(item)
            else:
                places.append(_place(item.record, waiting.tell()))
                pickle.dump(item, waiting, pickle.HIGHEST_PROTOCOL)
        later = _later(passed, {place.identifiers[0] for place in places})
        keys: dict[str, str] = {}
        for group in _works(places):
            found: list[Read] = []
            for number in group:
                waiting.seek(places[number].offset)
                read = pickle.load(waiting)
                if not any(follows(other, read.record) for other in later.get(read.record.pmid, ())):
                    found.append(read)
            if not found:
                continue
            read = combined(found)
            if read.record.pmid in withdrawn:
                continue
            if read.record.key in keys:
                problem = f"another record with this key was read from {keys[read.record.key]}"
                mend = "give one of the files another name"
                yield InputError(problem, file=read.shown, record=read.record.key, mend=mend)
                continue
            keys[read.record.key] = read.shown
            yield read.record


def _later(passed: IO[str], pmids: set[str]) -> dict[str, list[LeftOut]]:
    """Those left out that are versions of these articles."""
    passed.seek(0)
    found: defaultdict[str, list[LeftOut]] = defaultdict(list)
    for pmid, version, *others in csv.reader(passed):
        if pmid in pmids:
            found[pmid].append(LeftOut(pmid, int(version) if version else None, *others))
    return found


def _place(record: Record, offset: int) -> _Place:
    likenesses = []
    title = letters(record.title)
    if title and record.date and record.authors:
        likenesses.append(_digest("work", title, record.date[:4], family_name(record.authors[0])))
    if title and record.abstract:
        likenesses.append(_digest("text", title, letters(record.abstract)))
    identifiers = (record.pmid, record.pmcid, record.doi)
    return _Place(offset, identifiers, (record.volume, record.start_page), tuple(likenesses))


def _digest(*parts: str) -> bytes:
    return blake2b("\n".join(parts).encode(errors="replace"), digest_size=16).digest()


def _works(places: Sequence[_Place]) -> list[list[int]]:
    """Numbers of records that are of one work, in the order of the first of each."""
    root = list(range(len(places)))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    def unite(numbers: Iterable[int]) -> None:
        first, *others = sorted(map(find, numbers))
        for other in others:
            root[find(other)] = first

    shared: dict[tuple[int, str], int] = {}
    for number, place in enumerate(places):
        for kind, identifier in enumerate(place.identifiers):
            if identifier:
                unite((number, shared.setdefault((kind, identifier), number)))
    alike: defaultdict[bytes, list[int]] = defaultdict(list)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        members[find(number)].append(number)
        for likeness in place.likenesses:
            alike[likeness].append(number)
    for _, numbers in sorted(alike.items()):
        groups = sorted({find(number) for number in numbers})
        if len(groups) > 1 and not _contradict([[places[n] for n in members[group]] for group in groups]):
            unite(groups)
            for group in groups[1:]:
                members[groups[0]] += members.pop(group)
    return [sorted(members[number]) for number in sorted(members)]


def _contradict(groups: Sequence[Sequence[_Place]]) -> bool:
    """Whether two of the groups state the same thing in different ways."""
    stated = [
        [{value for place in group if (value := (*place.identifiers, *place.position)[n])} for n in range(5)]
        for group in groups
    ]
    return any(
        one and other and one.isdisjoint(other)
        for at, first in enumerate(stated)
        for second in stated[at + 1 :]
        for one, other in zip(first, second, strict=True)
    )
