"""Substitutions in words ("threonine to isoleucine at position 315") or in bases (c.944C>T)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

LETTERS = "ARNDCQEGHILKMFPSTWYV"
_THREE = "Ala Arg Asn Asp Cys Gln Glu Gly His Ile Leu Lys Met Phe Pro Ser Thr Trp Tyr Val"
THREE = dict(zip(_THREE.split(), LETTERS, strict=True))
"""Three-letter codes of the amino acids."""
_FULL = (
    "alanine|arginine|asparagine|aspart(?:ate|ic acid)|cysteine|glutamine|glutam(?:ate|ic acid)|glycine"
    "|histidine|isoleucine|leucine|lysine|methionine|phenylalanine|proline|serine|threonine|tryptophan"
    "|tyrosine|valine"
)
_IRREGULAR = {"asparagine": "N", "glutamine": "Q", "isoleucine": "I", "tryptophan": "W"}
_AMINO = rf"(?i:{_FULL}|{'|'.join(THREE)})"
_AT = (
    r"(?:(?:at|in|of|on) )?(?:the )?(?:amino[- ]acid )?"
    r"(?:position|codon|residue|amino acid)s? (?:residue )?"
)
_NOUN = (
    r"(?: (?:amino acid |point |single )?"
    r"(?:substitution|mutation|change|exchange|replacement|conversion))?"
)
_WORDS = re.compile(
    rf"(?<!\w)(?P<ref1>{_AMINO})[- ]to[- ](?:an? )?(?P<alt1>{_AMINO}){_NOUN},? {_AT}(?P<pos1>\d{{3}})(?!\d)"
    rf"|(?<!\w)(?P<ref2>{_AMINO})(?:[- ]|(?: residue)? {_AT})(?P<pos2>\d{{3}})(?: residue)?[- ]"
    rf"(?:was (?:replaced|substituted) )?(?:to|with|by|into)[- ](?:an? )?(?P<alt2>{_AMINO})"
    rf"|(?:substitution|replacement|exchange) of (?:an? )?(?P<alt3>{_AMINO}) for (?:an? )?"
    rf"(?P<ref3>{_AMINO}) {_AT}(?P<pos3>\d{{3}})(?!\d)"
    rf"|(?:substitution|replacement|exchange) of (?:an? )?(?P<ref4>{_AMINO}) (?:by|with|to) (?:an? )?"
    rf"(?P<alt4>{_AMINO}) {_AT}(?P<pos4>\d{{3}})(?!\d)"
)
_SIGNS = (
    "position", "codon", "residue", "hreonine", "eucine", "lanine", "ethionine", "aspar", "lutam", "istidine",
    "rginine", "roline", "valine", "lysine", "glycine", "ysteine",
)  # fmt: skip
"""What a text without any substitution in words mostly lacks; "tyrosine" stands in every one."""
_CODING = re.compile(
    r"(?<![\w.])c\.(?P<base>[1-9]\d{2,3})(?P<from>[ACGT]) ?(?:>|->|\u2192) ?(?P<to>[ACGT])(?!\w)"
)

_BASES = "TCAG"
_CODE = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"
"""The standard genetic code, bases in the order TCAG."""
_CODONS = {a + b + c: _CODE[16 * i + 4 * j + k] for i, a in enumerate(_BASES) for j, b in enumerate(_BASES)
           for k, c in enumerate(_BASES)}  # fmt: skip


class Said(NamedTuple):
    """A substitution: ``alts`` are all residues that it may bring where bases leave that open."""

    start: int
    end: int
    ref: str
    position: int
    alts: tuple[str, ...]
    coding: bool


def find(text: str) -> Iterator[Said]:
    """Substitutions of a folded text; which of them are of BCR::ABL1 is for the reference to say."""
    said = any(sign in text for sign in _SIGNS)
    for match in _WORDS.finditer(text) if said else ():
        form = next(form for form in "1234" if match[f"ref{form}"])
        ref, alt = _letter(match[f"ref{form}"]), _letter(match[f"alt{form}"])
        yield Said(match.start(), match.end(), ref, int(match[f"pos{form}"]), (alt,), False)
    for match in _CODING.finditer(text):
        position, offset = divmod(int(match["base"]) - 1, 3)
        changed: dict[str, dict[str, None]] = {}
        for codon, residue in _CODONS.items():
            if codon[offset] == match["from"]:
                alt = _CODONS[codon[:offset] + match["to"] + codon[offset + 1 :]]
                if alt not in (residue, "*"):
                    changed.setdefault(residue, {})[alt] = None
        for ref, alts in changed.items():
            yield Said(match.start(), match.end(), ref, position + 1, tuple(alts), True)


def _letter(name: str) -> str:
    """The one-letter code of an amino acid."""
    if name.capitalize() in THREE:
        return THREE[name.capitalize()]
    return _IRREGULAR.get(name.lower()) or THREE[name[:3].capitalize()]
