"""Laws of results and comparisons: what changes in a sentence changes in its claims, and nothing else."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.model import ClaimKind, Status
from tests.relate.cases import COLUMNS, claims_of, rows_of
from tests.relate.test_laws import DRUGS, TERMS

drugs = st.sampled_from(DRUGS)
pairs = st.lists(drugs, min_size=2, max_size=2, unique=True)
values = st.integers(min_value=1, max_value=100)
times = st.integers(min_value=2, max_value=96)
units = st.sampled_from(["months", "weeks", "years"])
measures = st.sampled_from(["MMR", "CCyR", "MCyR", "CHR"])
harms = st.sampled_from(["pleural effusion", "neutropenia", "rash", "pancreatitis", "edema", "headache"])
groups = st.sampled_from(
    [
        ("newly diagnosed CML", "newly diagnosed CML"),
        ("chronic-phase CML", "chronic phase CML"),
        ("accelerated-phase CML", "accelerated phase CML"),
        ("blast crisis", "blast phase CML"),
        ("the T315I mutation", "T315I mutation"),
        ("imatinib resistance", "imatinib resistance"),
        ("dasatinib intolerance", "dasatinib intolerance"),
    ]
)
few = settings(max_examples=40, deadline=None)


def table(text: str, title: str = "") -> list[dict[str, str]]:
    """The claims of a text by the columns of the evidence table."""
    return [dict(zip(("kind", *COLUMNS), row, strict=True)) for row in rows_of(claims_of(text, TERMS, title))]


@few
@given(pairs, values, values, measures, times, units)
def test_each_arm_has_its_own_value(
    arms: list[str], one: int, two: int, measure: str, time: int, unit: str
) -> None:
    first, second = arms
    said = f"at {time} {unit}"
    for text in (
        f"The {measure} rate {said} was {one}% with {first} and {two}% with {second}.",
        f"{said.capitalize()}, the {measure} rate was {one}% with {first} and {two}% with {second}.",
        f"{said.capitalize()}, {measure} rates were {one}% and {two}% with {first} and {second},"
        " respectively.",
        f"{measure} {said} was achieved by {one}% of patients receiving {first} and {two}% of those receiving"
        f" {second}.",
        f"{said.capitalize()}, {measure} rates of {one}% ({first}) and {two}% ({second}) were seen.",
    ):
        found = {
            (row["agent"], row["outcome"], row["value"], row["unit"], row["timepoint"]) for row in table(text)
        }
        when = f"{time} {unit}"
        assert found == {
            (first, measure, str(one), "%", when),
            (second, measure, str(two), "%", when),
        }, text


@few
@given(drugs, values, measures, groups)
def test_the_patients_are_those_named(drug: str, value: int, measure: str, group: tuple[str, str]) -> None:
    said, label = group
    (row,) = table(f"In patients with {said}, the {measure} rate with {drug} was {value}%.")
    assert (row["agent"], row["population"], row["value"]) == (drug, label, str(value))


PHASES = [
    ("chronic-phase CML", "chronic phase CML"),
    ("accelerated-phase CML", "accelerated phase CML"),
    ("blast-phase CML", "blast phase CML"),
]


@few
@given(drugs, values, values, st.permutations(PHASES))
def test_respectively_pairs_patients_in_order(
    drug: str, one: int, two: int, phases: list[tuple[str, str]]
) -> None:
    (first, label), (second, other), _ = phases
    text = (
        f"With {drug}, CCyR was achieved by {one}% and {two}% of patients with {first} and {second},"
        " respectively."
    )
    assert [(row["population"], row["value"]) for row in table(text)] == [
        (label, str(one)),
        (other, str(two)),
    ]


@few
@given(drugs, st.integers(1, 999), st.sampled_from(["once daily", "twice daily"]), values, measures)
def test_the_one_dose_of_an_arm_carries_over(
    drug: str, amount: int, often: str, value: int, measure: str
) -> None:
    rate = f"The {measure} rate was {value}% with {drug}."
    dose = f"Patients received {drug} {amount} mg {often}."
    assert [row["dose"] for row in table(f"{dose} {rate}") if row["kind"] == "outcome"] == [
        f"{amount} mg {often}"
    ]
    other = f"Others received {drug} {amount + 1} mg {often}."
    for text in (rate, f"{rate} {dose}", f"{dose} {other} {rate}"):
        assert [row["dose"] for row in table(text) if row["kind"] == "outcome"] == [""]


HIGHER = {"higher": "better", "lower": "worse", "superior": "better", "inferior": "worse", "similar": "equal"}


@few
@given(pairs, measures, st.sampled_from(sorted(HIGHER)))
def test_a_response_more_often_is_better(arms: list[str], measure: str, word: str) -> None:
    first, second = arms
    for text in (
        f"{measure} rates were {word} with {first} than with {second}.",
        f"{first.capitalize()} produced {word} {measure} rates than {second}.",
        f"Compared with {second}, {first} led to {word} rates of {measure}.",
    ):
        if word == "similar":
            text = text.replace(" than ", " compared with " if "produced" in text else " and ")
        for row in table(text):
            assert (row["agent"], row["comparator"]) == (first, second), text
            assert (row["outcome"], row["direction"]) == (measure, HIGHER[word]), text


@few
@given(pairs, harms, st.sampled_from([("more", "worse"), ("less", "better")]))
def test_a_harm_more_often_is_worse(arms: list[str], harm: str, degree: tuple[str, str]) -> None:
    first, second = arms
    word, direction = degree
    for text in (
        f"{harm.capitalize()} was {word} frequent with {first} than with {second}.",
        f"{harm.capitalize()} was {word} common with {first} compared with {second}.",
    ):
        (row,) = table(text)
        assert (row["agent"], row["comparator"]) == (first, second)
        assert (row["outcome"], row["direction"]) == (harm, direction)
    (row,) = table(
        f"{harm.capitalize()} was {word} frequent with {first}.", f"{first} versus {second} in CML"
    )
    assert (row["agent"], row["comparator"], row["direction"]) == (first, second, direction)


@few
@given(pairs, values, values, measures, st.sampled_from(["<.001", "= .04", "<0.05", "= 0.002"]))
def test_two_rates_compare_only_with_a_p_value(
    arms: list[str], one: int, two: int, measure: str, p_value: str
) -> None:
    assume(one != two)
    first, second = arms
    plain = f"The {measure} rate was {one}% with {first} and {two}% with {second}"
    assert {row["kind"] for row in table(f"{plain}.")} == {"outcome"}
    compared = [row for row in table(f"{plain} (P {p_value}).") if row["kind"] == "comparison"]
    assert [(row["agent"], row["comparator"], row["direction"]) for row in compared] == [
        (first, second, "better" if one > two else "worse")
    ]
    compared = [row for row in table(f"{plain} (P = .52).") if row["kind"] == "comparison"]
    assert all(row["direction"] == "equal" for row in compared)


AIMS = [
    "We investigated whether",
    "It is unknown whether",
    "We sought to show that",
    "We hypothesized that",
    "It remains to be seen whether",
    "Future trials should show whether",
]


@few
@given(pairs, measures, harms, st.sampled_from(AIMS))
def test_aims_and_doubts_compare_and_measure_nothing(
    arms: list[str], measure: str, harm: str, aim: str
) -> None:
    first, second = arms
    for claim in (
        f"{first} is superior to {second}",
        f"{first} produces higher rates of {measure} than {second}",
        f"{harm} is more common with {first} than with {second}",
        f"{first} causes {harm}",
        f"the {measure} rate is 40% with {first}",
    ):
        found = claims_of(f"{aim} {claim}.", TERMS)
        assert all(c.status is not Status.ASSERTED or c.direction == "investigated" for c in found), claim


DENIALS = [
    "was not",
    "was never",
    "was by no means",
    "has not been shown to be",
    "did not prove",
    "failed to be",
]


@few
@given(
    pairs, st.sampled_from(DENIALS), st.sampled_from(["superior to", "more effective than", "better than"])
)
def test_a_denied_comparison_is_never_better(arms: list[str], denial: str, word: str) -> None:
    first, second = arms
    found = claims_of(f"{first.capitalize()} {denial} {word} {second}.", TERMS)
    assert all(c.status is Status.NEGATED or c.direction in ("equal", "worse") for c in found)


@few
@given(pairs, st.sampled_from(["may be", "might be", "could be", "seems to be", "is possibly"]))
def test_a_guessed_comparison_is_hedged(arms: list[str], guess: str) -> None:
    first, second = arms
    (claim,) = claims_of(f"{first.capitalize()} {guess} superior to {second}.", TERMS)
    assert (claim.kind, claim.status) == (ClaimKind.COMPARISON, Status.HEDGED)


@few
@given(drugs, harms, values)
def test_a_harm_without_patients_is_absent(drug: str, harm: str, value: int) -> None:
    for text in (
        f"No {harm} was observed with {drug}.",
        f"{drug.capitalize()} was not associated with {harm}.",
    ):
        assert {(row["direction"], row["value"]) for row in table(text)} == {("absent", "")}, text
    (row,) = table(f"{harm.capitalize()} occurred in {value}% of patients receiving {drug}.")
    assert (row["agent"], row["outcome"], row["value"]) == (drug, harm, str(value))


@few
@given(pairs, values, values, st.sampled_from(["\u00a0%", " %", "%", " per cent", " percent"]))
def test_spelling_changes_nothing(arms: list[str], one: int, two: int, percent: str) -> None:
    first, second = arms
    text = f"At 12 months, the MMR rate was {one}% with {first} and {two}% with {second}."
    assert table(text) == table(text.replace("%", percent)) == table(text.replace(first, first.upper()))


@few
@given(drugs, st.sampled_from(["<", ">", "\u2264", "\u2265", "up to ", "at least ", "more than "]), values)
def test_a_bound_is_no_value(drug: str, bound: str, value: int) -> None:
    for text in (
        f"Rash occurred in {bound}{value}% of patients receiving {drug}.",
        f"MMR was achieved in {bound}{value}% of patients receiving {drug}.",
    ):
        assert all(not row["value"] for row in table(text)), text
