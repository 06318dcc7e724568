"""Protein variants by grammar, held against the reference sequence of the kinase domain.

"T315I", "Thr315Ile", "p.T315I", "p.(Thr315Ile)". A variant counts if the lexicon lists it, or if the
reference sequence has its first residue at its position: so cell lines, trials and variants of other
genes (KIT D816V, JAK2 V617F) do not pass.
"""

import re
from collections.abc import Iterator

from kg.model import Concept, Mention, MentionType
from kg.terminology.terms import Terms
from kg.text.fold import Folded

_NAMES = "Ala Arg Asn Asp Cys Gln Glu Gly His Ile Leu Lys Met Phe Pro Ser Thr Trp Tyr Val"
_LETTER = "ARNDCQEGHILKMFPSTWYV"
_THREE = dict(zip(_NAMES.split(), _LETTER, strict=True))
_RESIDUE = "|".join(_THREE)
_VARIANT = re.compile(
    rf"(?<![A-Za-z0-9])(?:p\.\(?)?(?:(?P<ref>[{_LETTER}])(?P<pos>[1-9]\d{{1,3}})(?P<alt>[{_LETTER}])"
    rf"|(?P<ref3>{_RESIDUE})-?(?P<pos3>[1-9]\d{{1,3}})-?(?P<alt3>{_RESIDUE}))(?![A-Za-z0-9])"
)


def find(folded: Folded, text: str, terms: Terms) -> Iterator[Mention]:
    """Mentions of BCR::ABL1 variants, listed or not."""
    for match in _VARIANT.finditer(folded.text):
        ref = match["ref"] or _THREE[match["ref3"]]
        alt = match["alt"] or _THREE[match["alt3"]]
        concept = _concept(ref, int(match["pos"] or match["pos3"]), alt, terms)
        if concept is not None:
            start, end = folded.span(*match.span())
            if text[start:end].startswith("p.(") and text[end : end + 1] == ")":
                end += 1
            yield Mention(start, end, text[start:end], MentionType.MUTATION, concept=concept)


def _concept(ref: str, position: int, alt: str, terms: Terms) -> Concept | None:
    name = f"{ref}{position}{alt}"
    listed = terms.lexicon.concepts.get(f"variant-{name}")
    if listed is not None:
        return listed
    reference = terms.lexicon.reference
    if ref == alt or reference is None or reference.residue(position) != ref:
        return None
    return Concept(f"variant-{name}", name, MentionType.MUTATION)
