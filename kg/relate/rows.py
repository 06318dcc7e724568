"""A sentence as its row of atoms, and what is said beside it."""

import re
from collections.abc import Sequence

from kg.model import Mention, Sentence
from kg.relate import quantities
from kg.relate.atoms import Atom, atomise, symbols
from kg.relate.exceptions import without_exceptions
from kg.relate.quantities import Adjunct, Found
from kg.terminology.lexicon import Cue
from kg.terminology.matcher import Match


def row_of(
    sentence: Sentence, mentions: Sequence[Mention], cues: Sequence[Match[Cue]]
) -> tuple[list[Atom], list[Adjunct]]:
    """The row of a sentence, and what is said beside it; names go before numbers, numbers before cues."""
    named = bytearray(len(sentence.text))
    for mention in mentions:
        first, last = mention.start - sentence.start, mention.end - sentence.start
        named[first:last] = b"\x01" * (last - first)
    found: list[Found] = []
    for quantity in quantities.scan(sentence.text, sentence.start):
        first, last = quantity.stretch.start - sentence.start, quantity.stretch.end - sentence.start
        if named.find(1, first, last) == -1:
            named[first:last] = b"\x01" * (last - first)
            found.append(quantity)
    if found:
        cues = [
            cue for cue in cues if named.find(1, cue.start - sentence.start, cue.end - sentence.start) == -1
        ]
    adjuncts = [adjunct for quantity in found for adjunct in quantity.adjuncts]
    row = atomise(sentence, mentions, cues, [quantity.stretch for quantity in found])
    row = _one_mutation(_without_repeats(row))
    if found:
        starts = [quantity.stretch.start for quantity in found]
        grades = [at for at in starts if sentence.text.startswith(("grade", "Grade"), at - sentence.start)]
        row = quantities.set_aside(row, adjuncts, grades)
        while row and row[0].symbol == ",":
            row = row[1:]
    return without_exceptions(row), adjuncts


def _says_again(before: Atom | None, atom: Atom) -> bool:
    """Whether a name in brackets is that of the one before them, or an abbreviation of its kind ("AEs")."""
    if before is None or before.symbol != atom.symbol or (atom.mention and atom.mention.dose):
        return False
    if before.mention is None or atom.mention is None or before.mention.concept == atom.mention.concept:
        return True
    return len(atom.text) <= 6 and atom.text.rstrip("s").isupper()


def _is_same(before: Atom, atom: Atom) -> bool:
    return bool(before.mention and atom.mention and before.mention.concept == atom.mention.concept)


def _one_mutation(row: list[Atom]) -> list[Atom]:
    """The row without "BCR-ABL mutation" behind the name of that mutation."""
    if "MR" not in symbols(row):
        return row
    return [
        atom._replace(symbol="z", mention=None) if _is_its_kind(before, atom) else atom
        for before, atom in zip([None, *row], row, strict=False)
    ]


def _is_its_kind(before: Atom | None, atom: Atom) -> bool:
    if before is None or before.symbol != "M" or atom.symbol != "R" or atom.mention is None:
        return False
    return atom.mention.concept is not None and atom.mention.concept.id == "bcr-abl-mutation"


_BRACKETED = re.compile(r"\((?:[z,;:'|il]{1,12}|D(?:[,;]D){1,5}|[^()][,;]?)\)")
_OF_IT = frozenset(("rate", "rates"))
"""What may stand between a name and its abbreviation ("molecular response rate (MMR)")."""


def _without_repeats(row: list[Atom]) -> list[Atom]:
    """The row without brackets that only say a name again ("dasatinib (DAS)") or nothing that we know."""
    kept: list[Atom] = []
    at = 0
    for match in _BRACKETED.finditer(symbols(row)):
        first, last = match.span()
        atom, before = row[first + 1], row[first - 1] if first else None
        named = [one for one in row[first + 1 : last - 1] if one.symbol == "D"]  # "imatinib (IM; Gleevec)"
        again = all(_says_again(before, one) for one in named or [atom])
        if before and before.symbol == "z" and before.text.lower() in _OF_IT and atom.symbol == "Q":
            again = first > 1 and _is_same(row[first - 2], atom)
        alone = last - first == 3 or row[last - 2].symbol in ",;"
        if (len(named) > 1 or (alone and atom.symbol not in "z1")) and not again:
            continue
        kept += row[at:first]
        at = last
    return kept + row[at:]
