"""Which part of the article a sentence stands in, and whose result it tells."""

import re
from collections.abc import Iterable, Sequence

from kg.model import Record, SectionKind, Sentence

OWN, CITED = "own result", "cited work"
_OWN_SECTIONS = {SectionKind.METHODS, SectionKind.RESULTS, SectionKind.CONCLUSION}


class Placement:
    """Places sentences; ``phrases`` are (phrase, basis) pairs of the lexicon, such as "previous studies"."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._basis = {phrase.lower(): basis for phrase, basis in phrases}
        longest_first = sorted(self._basis, key=lambda phrase: (-len(phrase), phrase))
        alternatives = "|".join(map(re.escape, longest_first)) or r"(?!)"
        self._phrase = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")

    def place(self, sentences: Sequence[Sentence], record: Record) -> tuple[Sentence, ...]:
        """The sentences with their section and basis."""
        review = any("review" in type_.lower() for type_ in record.article_types)
        return tuple(
            Sentence(
                sentence.start,
                sentence.end,
                sentence.text,
                sentence.is_title,
                section,
                self._whose(sentence, section, review),
            )
            for sentence in sentences
            for section in [_section(sentence, record)]
        )

    def _whose(self, sentence: Sentence, section: SectionKind | None, review: bool) -> str:
        """A phrase decides; else a review cites, a background cites, and results are the authors' own."""
        said = {self._basis[match[0]] for match in self._phrase.finditer(sentence.text.lower())}
        if len(said) == 1:
            return said.pop()
        if said or sentence.is_title:
            return ""
        if review or section is SectionKind.BACKGROUND:
            return CITED
        return OWN if section in _OWN_SECTIONS else ""


def _section(sentence: Sentence, record: Record) -> SectionKind | None:
    if sentence.is_title:
        return SectionKind.TITLE
    inside = (part.kind for part in record.sections if part.start <= sentence.start < part.end)
    return next(inside, None)
