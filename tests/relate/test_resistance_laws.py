"""Laws of mutations and of advice: what is swapped or turned round in a sentence is so in its claims."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.extractor import Extractor
from kg.extract.substitutions import THREE
from kg.graph.lexicon import load_lexicon
from kg.model import ClaimKind, MentionType, Status
from kg.terminology.terms import Terms
from tests.relate.cases import claims_of

TERMS = Terms(load_lexicon())
EXTRACTOR = Extractor(TERMS)
DRUGS = ["imatinib", "dasatinib", "nilotinib", "bosutinib", "ponatinib", "asciminib", "flumatinib"]
MUTATIONS = ["T315I", "F317L", "V299L", "E255K", "Y253H", "G250E", "M351T", "L248V", "H396R", "Q252H"]
NAMES = {
    "A": "alanine", "R": "arginine", "D": "aspartic acid", "C": "cysteine", "Q": "glutamine",
    "E": "glutamic acid", "G": "glycine", "H": "histidine", "I": "isoleucine", "L": "leucine", "K": "lysine",
    "M": "methionine", "F": "phenylalanine", "T": "threonine", "Y": "tyrosine", "V": "valine",
}  # fmt: skip
CODES = {letter: code for code, letter in THREE.items()}
drugs = st.sampled_from(DRUGS)
mutations = st.sampled_from(MUTATIONS)
few = settings(max_examples=40, deadline=None)


def _spellings(mutation: str) -> list[str]:
    ref, position, alt = mutation[0], mutation[1:-1], mutation[-1]
    return [
        mutation,
        f"p.{mutation}",
        f"{CODES[ref]}{position}{CODES[alt]}",
        f"p.({CODES[ref]}{position}{CODES[alt]})",
        f"BCR-ABL{mutation}",
        f"BCR-ABL1{mutation}",
        f"{NAMES[ref]}-to-{NAMES[alt]} substitution at position {position}",
        f"{NAMES[ref]} {position} to {NAMES[alt]} mutation",
    ]


def _directions(text: str) -> set[tuple[str, str, str]]:
    """(drug, what resists, direction) of the claims of a text about resistance."""
    return {
        (c.agent.label, c.outcome.label, c.direction)
        for c in claims_of(text, TERMS)
        if c.kind is ClaimKind.RESISTANCE and c.agent and c.outcome
    }


@few
@given(drugs, mutations)
def test_every_spelling_of_a_mutation_makes_the_same_claim(drug: str, mutation: str) -> None:
    for spelling in _spellings(mutation):
        found = _directions(f"The {spelling} confers resistance to {drug}.")
        assert found == {(drug, mutation, "resistant")}, spelling


@few
@given(mutations, st.sampled_from("ACDEFGHIKLMNPQRSTVWY"))
def test_a_residue_that_the_reference_has_not_there_is_no_mutation(mutation: str, ref: str) -> None:
    text = f"The {ref}{mutation[1:]} mutation was found."
    found = [m for m in EXTRACTOR.extract(text).mentions if m.type is MentionType.MUTATION]
    assert bool(found) is (ref == mutation[0])


@few
@given(drugs, mutations, mutations)
def test_an_excepted_mutation_takes_no_part(drug: str, one: str, other: str) -> None:
    if one == other:
        return
    text = f"{drug.capitalize()} inhibited {one} but not {other}."
    assert _directions(text) == {(drug, one, "sensitive"), (drug, other, "resistant")}
    assert not _directions(f"All mutants except {one} were sensitive to {drug}.")


@few
@given(drugs, mutations)
def test_a_denial_turns_the_direction_round(drug: str, mutation: str) -> None:
    pairs = [
        (f"{mutation} confers resistance to {drug}.", f"{mutation} does not confer resistance to {drug}."),
        (f"{mutation} is resistant to {drug}.", f"{mutation} is not resistant to {drug}."),
        (f"{drug} does not inhibit {mutation}.", f"{drug} inhibits {mutation}."),
        (f"{mutation} is less sensitive to {drug}.", f"{mutation} is sensitive to {drug}."),
    ]
    for resistant, sensitive in pairs:
        assert _directions(resistant) == {(drug, mutation, "resistant")}, resistant
        assert _directions(sensitive) == {(drug, mutation, "sensitive")}, sensitive


@few
@given(drugs, mutations, st.integers(min_value=1, max_value=9999))
def test_an_ic50_is_the_value_of_what_is_inhibited(drug: str, mutation: str, amount: int) -> None:
    (claim,) = claims_of(f"{drug} inhibited {mutation} with an IC50 of {amount} nM.", TERMS)
    assert (str(claim.value), claim.unit, claim.direction) == (str(amount), "nM", "sensitive")


@pytest.mark.parametrize("aim", ["We investigated whether", "To determine whether", "It is unknown whether"])
@few
@given(drugs, mutations)
def test_an_aim_claims_nothing_about_a_mutation(aim: str, drug: str, mutation: str) -> None:
    assert not _directions(f"{aim} {mutation} confers resistance to {drug}.")


@few
@given(drugs, drugs)
def test_advice_for_and_against_a_drug_are_opposites(one: str, other: str) -> None:
    if one == other:
        return
    for word, direction in (("is", "recommended"), ("is not", "not recommended")):
        (claim,) = claims_of(
            f"{one.capitalize()} {word} recommended for patients with {other} resistance.", TERMS
        )
        assert (claim.kind, claim.direction) == (ClaimKind.RECOMMENDATION, direction)
        assert claim.agent is not None
        assert claim.agent.label == one


@few
@given(drugs, drugs)
def test_whom_one_switches_from_is_not_what_is_advised(one: str, other: str) -> None:
    if one == other:
        return
    (claim,) = claims_of(f"Switching from {one} to {other} should be considered.", TERMS)
    assert claim.agent is not None
    assert (claim.agent.label, claim.status) == (other, Status.HEDGED)
