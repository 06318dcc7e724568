"""Folding: what becomes what, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.fold import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("imatinib‐resistant ‑ ‒ – — ― − ﹘ ﹣ －", "imatinib-resistant - - - - - - - - -"),
        ("70\u00a0mg\u202ftwice\u2009daily\u3000now", "70 mg twice daily now"),
        ("a\nb\tc\r\nd", "a b c  d"),
        ("‘not’ “only” ′ ″", "'not' \"only\" ' \""),
        ("eﬃcacy, proﬁle, ﬂu", "efficacy, profile, flu"),
        ("leukæmia and œdema", "leukaemia and oedema"),
        ("nilo\u00adti\u200bnib\ufeff", "nilotinib"),
        ("180 µg", "180 μg"),
        ("Ｔ３１５Ｉ （１００％）", "T315I (100%)"),
        ("46·2% · 3∙5", "46.2% · 3.5"),
        ("mg⁄day", "mg/day"),
        ("α-interferon ≥ 10⁹/L", "α-interferon ≥ 10⁹/L"),
    ],
)
def test_typography_becomes_plain(written: str, folded: str) -> None:
    assert fold(written).text == folded


def test_a_span_leads_back_over_ligatures_and_removed_characters() -> None:
    written = "The eﬃcacy of nilo\u00adtinib was—at best—low"
    folded = fold(written)
    for word, original in [("efficacy", "eﬃcacy"), ("nilotinib", "nilo\u00adtinib"), ("low", "low")]:
        at = folded.text.index(word)
        start, end = folded.span(at, at + len(word))
        assert written[start:end] == original
    assert folded.span(5, 6) == (5, 6)  # half a ligature is the whole one
    assert folded.span(len(folded.text), len(folded.text)) == (len(written), len(written))


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_ascii_stays_as_it_is(text: str) -> None:
    assert fold(text).text == text
    assert fold(text).span(0, len(text)) == (0, len(text))


WRITTEN = st.text(st.sampled_from("aZ \n-–ﬁﬃ\u00ad\u200bæµ’１·5") | st.characters())


@given(WRITTEN, st.data())
def test_spans_lie_inside_the_text_and_keep_their_order(written: str, data: st.DataObject) -> None:
    folded = fold(written)
    cuts = st.integers(0, len(folded.text))
    start, middle, end = sorted((data.draw(cuts), data.draw(cuts), data.draw(cuts)))
    left, right = folded.span(start, middle), folded.span(middle, end)
    assert 0 <= left[0] <= left[1] <= len(written)
    assert left[0] <= right[0] <= right[1] <= len(written)
    assert (
        fold(written[slice(*folded.span(start, end))]).text.find(folded.text[start:end]) >= 0
        or "·" in written
    )


@given(WRITTEN)
def test_folding_twice_is_folding_once(written: str) -> None:
    once = fold(written).text
    assert fold(once).text == once
