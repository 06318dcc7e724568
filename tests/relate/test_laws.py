"""Laws that hold for any drug, dose and mutation: what changes in a sentence changes in its claims."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.extractor import Extractor
from kg.graph.lexicon import load_lexicon
from kg.model import ClaimKind, Status
from kg.terminology.terms import Terms
from tests.relate.cases import claims_of, rows_of

TERMS = Terms(load_lexicon())
DRUGS = [
    "imatinib",
    "dasatinib",
    "nilotinib",
    "bosutinib",
    "ponatinib",
    "asciminib",
    "radotinib",
    "flumatinib",
]
drugs = st.sampled_from(DRUGS)
doses = st.integers(min_value=1, max_value=999)
mutations = st.sampled_from(["T315I", "F317L", "V299L", "E255K", "Y253H", "G250E", "M351T", "L298V"])
few = settings(max_examples=40, deadline=None)


@few
@given(drugs, drugs, doses, doses)
def test_swapped_sides_are_swapped_in_the_claim(one: str, two: str, dose: int, other: int) -> None:
    if one == two:
        return
    for left, right, a, b in ((one, two, dose, other), (two, one, other, dose)):
        text = f"{left.capitalize()} {a} mg daily was more effective than {right} {b} mg twice daily."
        (claim,) = claims_of(text, TERMS)
        assert claim.agent is not None
        assert claim.comparator is not None
        assert (claim.agent.label, claim.comparator.label) == (left, right)
        assert claim.agent.dose is not None
        assert claim.agent.dose.label == f"{a} mg daily"
        assert claim.comparator.dose is not None
        assert claim.comparator.dose.label == f"{b} mg twice daily"


@few
@given(drugs, drugs)
def test_the_opposite_word_gives_the_opposite_direction(one: str, two: str) -> None:
    if one == two:
        return
    found = {
        word: claims_of(f"{one.capitalize()} was {word} {two}.", TERMS)[0].direction
        for word in (
            "more effective than",
            "less effective than",
            "as effective as",
            "less toxic than",
            "superior to",
        )
    }
    assert found == {
        "more effective than": "better",
        "less effective than": "worse",
        "as effective as": "equal",
        "less toxic than": "better",
        "superior to": "better",
    }


DENIALS = ["is not", "was never", "has not been shown to be", "is no longer", "cannot be"]
GUESSES = ["may be", "might be", "could be", "appears to be", "is possibly"]


@few
@given(drugs, mutations, st.sampled_from(DENIALS))
def test_a_negated_sentence_never_gives_its_positive(drug: str, mutation: str, denial: str) -> None:
    claims = claims_of(
        f"{drug.capitalize()} {denial} effective in patients with the {mutation} mutation.", TERMS
    )
    assert claims
    assert all(c.direction == "ineffective" or c.status is Status.NEGATED for c in claims)


@few
@given(drugs, mutations, st.sampled_from(GUESSES))
def test_a_hedged_sentence_is_never_asserted(drug: str, mutation: str, guess: str) -> None:
    (claim,) = claims_of(
        f"{drug.capitalize()} {guess} effective in patients with the {mutation} mutation.", TERMS
    )
    assert claim.status is Status.HEDGED
    assert claim.population is not None
    assert [group.label for group in claim.population.groups] == [f"{mutation} mutation"]


@few
@given(drugs, mutations)
def test_resistance_and_sensitivity_are_told_apart(drug: str, mutation: str) -> None:
    for word, direction in (("confers resistance", "resistant"), ("is sensitive", "sensitive")):
        (claim,) = claims_of(f"{mutation} {word} to {drug}.", TERMS)
        assert (claim.kind, claim.direction) == (ClaimKind.RESISTANCE, direction)


@few
@given(drugs, mutations, st.sampled_from(["", "We met. ", "The sky is blue; rain fell. "]))
def test_what_stands_before_shifts_offsets_only(drug: str, mutation: str, prefix: str) -> None:
    text = f"{drug.capitalize()} is active against {mutation}."
    alone, moved = claims_of(text, TERMS), claims_of(prefix + text, TERMS)
    assert rows_of(alone) == rows_of(moved)
    assert [c.evidence.start + len(prefix) for c in alone] == [c.evidence.start for c in moved]


@few
@given(st.text(max_size=300))
def test_any_text_is_read_and_every_mention_is_where_it_says(text: str) -> None:
    extraction = Extractor(TERMS).extract(text)
    assert all(text[m.start : m.end] == m.text for m in extraction.mentions)
    claims_of(text, TERMS)


@few
@given(drugs, doses, st.sampled_from(["once daily", "twice daily", "BID", "weekly", ""]))
def test_a_daily_total_needs_a_frequency(drug: str, amount: int, frequency: str) -> None:
    (dose,) = [
        m.dose
        for m in Extractor(TERMS).extract(f"{drug} {amount} mg {frequency}.").mentions
        if m.dose is not None
    ]
    times = {"once daily": 1, "twice daily": 2, "BID": 2}.get(frequency)
    assert dose.per_day == (None if times is None else amount * times)
    assert dose.drug is not None
    assert dose.drug.label == drug
