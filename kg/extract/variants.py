"""Protein variants by grammar, held against the reference sequence of the kinase domain.

"T315I", "Thr315Ile", "p.(Thr315Ile)", "BCR-ABLT315I", "E255K/V"; what is written in words or in bases is
read by ``kg.extract.substitutions``. A variant counts if the lexicon lists it, or if the reference sequence
has its first residue at its position: so cell lines, trials and variants of other genes (KIT D816V,
EGFR T790M) do not pass.
"""

import re
from collections.abc import Iterator

from kg.extract import substitutions
from kg.extract.substitutions import LETTERS, THREE
from kg.model import Concept, Mention, MentionType
from kg.terminology.terms import Terms
from kg.text.fold import Folded

_RESIDUE = "|".join(THREE)
_VARIANT = re.compile(
    r"(?=[A-Zp])(?:(?<![A-Za-z0-9])(?:p\.\(?)?|(?<=[Bb][Ll])|(?<=[Bb][Ll]1))"
    rf"(?:(?P<ref>[{LETTERS}])(?P<pos>[1-9]\d{{1,3}})(?:->|\u2192)?(?P<alt>[{LETTERS}])"
    r"(?P<others>(?:/[A-Z](?![A-Za-z0-9]))*)"
    rf"|(?P<ref3>{_RESIDUE})[- ]?(?P<pos3>[1-9]\d{{1,3}})(?:[- ]|->|\u2192)?(?P<alt3>{_RESIDUE}))"
    r"(?![A-Za-z0-9])"
)
_GLUED = re.compile(r"(?<![A-Za-z0-9])(?:c-|BCR[-:/]{0,2})?ABL1?$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(\w+)[ -]?\(?$")


def find(folded: Folded, text: str, terms: Terms) -> Iterator[Mention]:
    """Mentions of BCR::ABL1 variants, listed or not."""
    for match in _VARIANT.finditer(folded.text):
        ref = match["ref"] or THREE[match["ref3"]]
        position = int(match["pos"] or match["pos3"])
        if _of_another_gene(folded.text, match.start(), terms):
            continue
        alt = "alt" if match["alt"] else "alt3"
        concept = _concept(ref, position, match["alt"] or THREE[match["alt3"]], terms)
        if concept is not None:
            start, end = folded.span(match.start(), match.end(alt))
            if text[start:end].startswith("p.(") and text[end : end + 1] == ")":
                end += 1
            yield from _glued_to(folded, text, match.start(), terms)
            yield Mention(start, end, text[start:end], MentionType.MUTATION, concept=concept)
        for at in range(match.start("others") + 1, match.end("others"), 2):  # "E255K/V"
            other = _concept(ref, position, folded.text[at], terms)
            if other is not None:
                start, end = folded.span(at, at + 1)
                yield Mention(start, end, text[start:end], MentionType.MUTATION, concept=other)
    for said in substitutions.find(folded.text):
        concepts = [c for alt in said.alts if (c := _concept(said.ref, said.position, alt, terms))]
        known = [c for c in concepts if c.id in terms.lexicon.concepts] if said.coding else concepts
        if len(known) == 1 and not _of_another_gene(folded.text, said.start, terms):
            start, end = folded.span(said.start, said.end)
            yield Mention(start, end, text[start:end], MentionType.MUTATION, concept=known[0])


def _glued_to(folded: Folded, text: str, at: int, terms: Terms) -> Iterator[Mention]:
    """The gene that a variant is glued to ("BCR-ABLT315I")."""
    match = _GLUED.search(folded.text, max(0, at - 12), at)
    gene = terms.concept_of(match[0]) if match else None
    if match is not None and gene is not None and gene.type is MentionType.GENE:
        start, end = folded.span(*match.span())
        yield Mention(start, end, text[start:end], MentionType.GENE, concept=gene)


def _of_another_gene(text: str, at: int, terms: Terms) -> bool:
    """Whether the word before names a gene other than ABL1 ("TP53 R248Q")."""
    word = _WORD_BEFORE.search(text, max(0, at - 12), at)
    gene = terms.concept_of(word[1]) if word else None
    return gene is not None and gene.type is MentionType.GENE and "ABL1" not in gene.label


def _concept(ref: str, position: int, alt: str, terms: Terms) -> Concept | None:
    name = f"{ref}{position}{alt}"
    listed = terms.lexicon.concepts.get(f"variant-{name}")
    if listed is not None:
        return listed
    reference = terms.lexicon.reference
    if ref == alt or alt not in LETTERS or reference is None or reference.residue(position) != ref:
        return None
    return Concept(f"variant-{name}", name, MentionType.MUTATION)
