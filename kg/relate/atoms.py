"""A sentence as a row of atoms: mentions, cues, function words and the other words between.

Each atom has a one-letter symbol, so that a grammar is a regular expression over the row's symbols.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from kg.model import Mention, MentionType, Sentence
from kg.terminology.lexicon import Cue
from kg.terminology.matcher import Match

MENTIONS = {
    MentionType.DRUG: "D",
    MentionType.DRUG_CLASS: "K",
    MentionType.THERAPY: "H",
    MentionType.DOSE: "d",
    MentionType.MUTATION: "M",
    MentionType.GENE: "G",
    MentionType.RESISTANCE: "R",
    MentionType.DISEASE: "S",
    MentionType.RESPONSE: "Q",
    MentionType.ADVERSE_EVENT: "A",
    MentionType.TRIAL: "T",
}

ROLES = {
    "patients": "p",  # head nouns: patients, individuals, those
    "these-patients": "j",  # anaphoric: these patients
    "status": "s",  # resistant, intolerant, refractory, failed
    "carrier": "c",  # treatment with, switching to: belongs to the drug that follows
    "administered": "v",  # treated with, receiving: makes patients an arm
    "during": "i",  # while on: a preposition of several words
    "examples": "g",  # such as, including
    "regimen": "y",  # anaphoric heads: regimen, schedule, dose, arm
    "arm": "J",  # arm, group, recipients: after a drug, those who got it
    "agent-noun": "Y",  # drugs, agents, therapies
    "novelty": "n",  # new, novel, emerging
    "finding": "F",
    "quality": "q",  # effective, well tolerated, toxic
    "measure": "Q",  # discontinued: counted like a response, though no mention
    "strength": "7",  # significant, promising, poor: makes a finding of the success behind it
    "success": "U",  # responses, activity
    "comparative": "C",  # more, superior, similar
    "against": "V",  # than, versus, compared with
    "as": "@",
    "action": "a",  # escalating the dose of, switching
    "recommend": "r",
    "advise": "e",  # should be: recommends only an action that follows
    "copula": "x",  # proved, remained
    "negation": "N",
    "hedge": "E",
    "aim": "W",  # whether, to determine
    "report": "P",  # found that
    "frequency": "1",  # twice-daily, where no amount goes before
    "combining": "2",  # combination of
    "combined": "+",  # in combination with
    "boundary": "B",  # whereas, but
    "relative": "u",  # which, who
    "oblique": "k",  # in contrast to, after
    "modifier-head": "m",  # plasma levels: what makes the drug before it a mere modifier
    "occurrence": "o",  # occurs, develops, was observed
    "emergence": "5",  # emergence of, appearance of: a mutation that is new
    "confers": "f",  # confers resistance: what a mutation does
    "inhibits": "3",  # inhibits, overcomes: what a drug does to a mutant
    "remission-verb": "h",  # achieved, attained
    "dose-level": "L",  # high-dose: part of a dose, never an atom
    "exclusion": "-",  # without, rarely, in mice: too little for a plain claim
    "coordinator": "&",  # as well as
    "ordinary": "z",  # hides a cue inside a longer phrase: not only
}
"""The place of a cue in the grammar; ``cml:role`` in ontology/lexicon/cues*.ttl takes these names."""

_CLOSED_CLASSES = {
    "x": "is are was were be been being has have had does do did can will would",
    "i": "in among for within during under",
    "~": "against",
    "'": "the a an both either all most some many several any other its their our",
    "&": "and",
    "|": "or nor and/or",
    "t": "to",
    "w": "with on",
    "l": "of",
    "u": "that",
    "b": "by",
    "+": "plus",
}
WORDS = {word: symbol for symbol, words in _CLOSED_CLASSES.items() for word in words.split()}
"""Closed-class words; every other word is ``z``."""

_MARKS = {",": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")", "/": "|", "+": "+", "%": "%"}
_TOKEN = re.compile(r"and/or\b|\w+(?:['’.]\w+)*|[,;:()\[\]/+%]")


class Atom(NamedTuple):
    """One symbol of the row, with what it stands for."""

    symbol: str
    start: int
    end: int
    text: str
    mention: Mention | None = None
    cue: Cue | None = None


_word: Callable[[tuple[object, ...]], Atom] = partial(tuple.__new__, Atom)
"""An atom without the Python code that ``Atom()`` runs: most of a row is made here."""


class Stretch(NamedTuple):
    """A stretch of the sentence that the atoms (none, where it is said beside the row) stand for."""

    start: int
    end: int
    atoms: tuple[Atom, ...]


def atomise(
    sentence: Sentence,
    mentions: Sequence[Mention],
    cues: Sequence[Match[Cue]],
    quantities: Sequence[Stretch] = (),
) -> list[Atom]:
    """The row of a sentence; mentions, cues and quantities are those inside it, which overlap no other."""
    solid = [Stretch(m.start, m.end, (Atom(MENTIONS[m.type], m.start, m.end, m.text, m),)) for m in mentions]
    for cue in cues:
        text = sentence.text[cue.start - sentence.start : cue.end - sentence.start]
        atom = Atom(ROLES[cue.value.role], cue.start, cue.end, text, None, cue.value)
        solid.append(Stretch(cue.start, cue.end, (atom,)))
    solid += quantities
    solid.sort()
    solid.append(Stretch(sentence.end, sentence.end, ()))
    row: list[Atom] = []
    at = offset = sentence.start
    for stretch in solid:
        if stretch.start - at > 1 or (stretch.start > at and sentence.text[at - offset] != " "):
            for match in _TOKEN.finditer(sentence.text, at - offset, stretch.start - offset):
                text, start = match[0], match.start() + offset
                row.append(_word((_symbol(text), start, start + len(text), text, None, None)))
        row += stretch.atoms
        at = stretch.end
    return row


@lru_cache(maxsize=1 << 14)
def _symbol(text: str) -> str:
    """The symbol of a word or a mark that is neither mention nor cue."""
    return WORDS.get(text) or WORDS.get(text.lower()) or _MARKS.get(text) or "z"


def symbols(row: Sequence[Atom]) -> str:
    """The row as a string, one character an atom."""
    return "".join([atom.symbol for atom in row])
