"""The mutations and mechanisms that a stretch of a clause names as what resists."""

import re
from collections.abc import Sequence

from kg.model import Concept, Mention, MentionType
from kg.relate.chunks import Chunk
from kg.terminology.terms import Terms

MECHANISM = "resistance-mechanism"
_MUTATIONS = "bcr-abl-mutation"
_COMPOUND = "compound-mutation"
_NAMED = re.compile(r"R['zg(,:]{0,2}(?=M)")
"""A kind of mutation whose members follow ("the gatekeeper mutation T315I")."""


def named(chunks: Sequence[Chunk], terms: Terms) -> list[Mention]:
    """Mutations and mechanisms, but for those that an exception names and the kinds of those that follow.

    Mutations of one compound resist together: none of them stands alone.
    """
    text = "".join(chunk.symbol for chunk in chunks)
    kinds = {match.start() for match in _NAMED.finditer(text)}
    compounds = [i for i, chunk in enumerate(chunks) if chunk.concept and chunk.concept.id == _COMPOUND]
    found: dict[Mention, None] = {}
    for index, chunk in enumerate(chunks):
        if _excepted(chunks, index) or (chunk.symbol in "MO" and _is_part(text, index, compounds)):
            continue
        mentions = chunk.mentions if chunk.symbol == "O" else (chunk.atom.mention,) if chunk.atom else ()
        for mention in mentions:
            if mention is None or mention.concept is None or not _resists(mention, mention.concept, terms):
                continue
            if index in kinds and index not in compounds and terms.is_a(mention.concept, _MUTATIONS):
                continue
            found[mention] = None
    return list(found)


def _is_part(text: str, index: int, compounds: Sequence[int]) -> bool:
    """Whether a mutation is only named as part of a compound ("E255V/T315I compound mutants")."""
    if any(at in compounds for at in range(index + 1, min(index + 4, len(text)))) and set(
        text[index + 1 : index + 3]
    ) <= set("+zGR"):
        return True  # "T315I+ compound mutants"
    if text[index + 1 : index + 3] == "+M" or text[max(0, index - 2) : index] == "M+":
        return True
    if re.search(r"[wg]'?$", text[:index]) and len(text[:index].rstrip("'")) - 2 in compounds:
        return True  # "compound mutants with T315I"
    joined = text[index + 1 : index + 3] == "|M" or text[max(0, index - 2) : index] == "M|"
    return any(joined or "&" not in text[min(at, index) : max(at, index)] for at in compounds)


def _excepted(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether an exception stands before it ("all mutants except T315I")."""
    for chunk in reversed(chunks[:index]):
        if chunk.symbol == "-":
            return bool(chunk.text.lower().startswith(("except", "other than", "excluding")))
        if chunk.symbol not in "MRG'z,&|()O":
            return False
    return False


def _resists(mention: Mention, concept: Concept, terms: Terms) -> bool:
    """A mutation or a resistance concept other than resistance, intolerance and the like themselves."""
    if mention.type is MentionType.MUTATION:
        return True
    return (
        mention.type is MentionType.RESISTANCE
        and concept.id != MECHANISM
        and (terms.is_a(concept, MECHANISM) or terms.is_a(concept, _MUTATIONS))
    )


def is_mutation(mention: Mention, terms: Terms) -> bool:
    """A mutation or a kind of mutations, and no other mechanism."""
    concept = mention.concept
    return concept is not None and (mention.type is MentionType.MUTATION or terms.is_a(concept, _MUTATIONS))
