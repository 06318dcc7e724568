"""Marked-up text as its author would read it."""

import pytest
from lxml import etree  # type: ignore[import-untyped]

from kg.readers.xml_text import from_html, text


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("10<sup>9</sup>/L and mg/m<sup>2</sup>", "10⁹/L and mg/m²"),
        ("10<sup>-3</sup>, 10<sup>−3</sup>", "10⁻³, 10⁻³"),
        ("CD34<sup>+</sup>CD38<sup>−</sup>", "CD34⁺CD38⁻"),
        ("IC<sub>50</sub>, C<sub>max</sub>, H<sub>2</sub>O", "IC₅₀, Cmax, H₂O"),
        ("MR<sup>4.5</sup>, the 4<sup>th</sup> drug<sup>®</sup>", "MR4.5, the 4th drug®"),
        ("10<sup>9.5</sup>", "10^9.5"),
        ("BCR-ABL1<sup>T315I</sup> and p210<sup>BCR-ABL</sup>", "BCR-ABL1(T315I) and p210(BCR-ABL)"),
        ("<i>BCR<b>::</b></i>ABL1", "BCR::ABL1"),
        ("IFN-&#945; &amp; 5&#xa0;mg &lt; 6\n   mg", "IFN-α & 5\u00a0mg < 6 mg"),
        ("a<break/>b<p>c</p>d", "a b c d"),
        ("<math><mfrac><mi>a</mi><mi>b</mi></mfrac><msub><mi>x</mi><mn>1</mn></msub></math>", "a/bx₁"),
        ("<alternatives><tex-math>$x$</tex-math><math><mi>x</mi></math></alternatives>", "x"),
        ("<tex-math>\\documentclass{m}\\begin{document}$$\\alpha$$\\end{document}</tex-math>", "\\alpha"),
    ],
)
def test_inline_markup(marked: str, plain: str) -> None:
    assert text(etree.fromstring(f"<r>{marked}</r>")) == plain


REF = '<xref ref-type="bibr" rid="r">{}</xref>'


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("therapy.<sup>{3}</sup> Next", "therapy.[3] Next"),
        ("therapy.<sup>{3},{4}</sup> Next", "therapy.[3,4] Next"),
        ("therapy.{3}–{5} Next", "therapy.[3–5] Next"),
        ("therapy,{3} next", "therapy,[3] next"),
        ("therapy [{3},{4}] and in {5}", "therapy [3,4] and in 5"),
        ("as {Probe 2008} says", "as Probe 2008 says"),
    ],
)
def test_raised_references_stand_in_brackets(marked: str, plain: str) -> None:
    element = etree.fromstring(
        f"<r>{marked.replace('{', REF.partition('{}')[0]).replace('}', '</xref>')}</r>"
    )
    assert text(element) == plain


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("<i>P</i> <0.05 and <5%, 10<sup>9</sup>/L", "P <0.05 and <5%, 10⁹/L"),
        ("a &lt; b &amp; c&alpha;", "a < b & cα"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("if a<b and c>d", "if a<b and c>d"),
        ("plain", "plain"),
    ],
)
def test_html_in_json(marked: str, plain: str) -> None:
    assert from_html(marked) == plain


def test_nothing_is_no_text() -> None:
    assert text(None) == ""
