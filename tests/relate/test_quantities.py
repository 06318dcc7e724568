"""Numbers as authors write them: which are rates, durations, times and statistics, and which say nothing."""

from decimal import Decimal

import pytest

from kg.relate.quantities import duration, scan


def read(text: str) -> list[str]:
    """What each quantity of a text is taken for, left to right."""
    found: list[str] = []
    for stretch, adjuncts in scan(text, 0):
        for atom in stretch.atoms:
            found += [atom.text] if atom.symbol == "#" else []
            found += [" ".join(map(str, duration(atom.text)))] if atom.symbol == "8" else []
        found += [f"at {a.label}" if a.kind == "time" else a.kind for a in adjuncts]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "in 46% of patients",
        "in 46 % of patients",
        "in 46\u00a0% of patients",
        "in 46 per cent of patients",
        "in 46 percent of patients",
        "in 12 of 26 patients (46%)",
        "in 12/26 patients (46 %)",
        "in 12 out of 26 (46%)",
        "in twelve patients (46%)",
        "in 12 (46%)",
        "in 46% (12/26)",
        "in 46% (12 of 26 patients)",
        "in 46% [12/26]",
        "in forty-six per cent",
        "in 46% (95% CI, 40-52)",
        "in 46% (95% CI 40% to 52%)",
        "in 46% (95% confidence interval: 40\u201352)",
        "in 46% (n = 26)",
        "in 46% (range, 12-80)",
    ],
)
def test_one_rate(text: str) -> None:
    assert read(text) == ["46%"]


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("46% and 28%", ["46%", "28%"]),
        ("46% vs 28%", ["46%", "28%"]),
        ("46% v 28%", ["46%", "28%"]),
        ("46 and 28%", ["46%", "28%"]),
        ("46 vs. 28 %", ["46%", "28%"]),
        ("46%, 28% and 5%", ["46%", "28%", "5%"]),
        ("46.5% vs 28.25%", ["46.5%", "28.25%"]),
        ("0.8%", ["0.8%"]),
        ("100%", ["100%"]),
    ],
)
def test_rates_side_by_side(text: str, rates: list[str]) -> None:
    assert read(text) == rates


@pytest.mark.parametrize(
    "text",
    [
        "<10%",
        "< 10%",
        "\u226410 %",
        ">50%",
        "\u2265 50%",
        "&lt;10%",
        "more than 50%",
        "less than 10%",
        "up to 70%",
        "at least 50%",
        "below 20%",
        "10% to 20%",
        "10-20%",
        "10\u201320%",
    ],
)
def test_bounds_and_ranges_are_no_rate(text: str) -> None:
    assert read(f"in {text} of patients") == []


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at 12 months", "12 months"),
        ("by month 12", "12 months"),
        ("after 1 year", "1 year"),
        ("at two years", "2 years"),
        ("within 3 months", "3 months"),
        ("by the first 6 months", "6 months"),
        ("12-month rates", "12 months"),
        ("five-year survival", "5 years"),
        ("at week 24", "24 weeks"),
        ("at a median follow-up of 24 months", "median 24 months"),
        ("after a median follow-up of 2.5 years", "median 2.5 years"),
        ("with a minimum follow-up of 12 months", "minimum 12 months"),
        ("median follow-up was 30 months", "median 30 months"),
    ],
)
def test_times(text: str, time: str) -> None:
    assert read(text) == [f"at {time}"]


def test_several_times() -> None:
    assert read("at 3, 6 and 12 months") == ["at 3 months", "at 6 months", "at 12 months"]
    assert read("the 1- and 5-year rates") == ["at 1 year", "at 5 years"]
    assert read("at 12 and 24 months, 44% and 62%") == ["at 12 months", "at 24 months", "44%", "62%"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("P<.0001", "significant"),
        ("p < 0.001", "significant"),
        ("P = .029", "significant"),
        ("P=0·04", "significant"),
        ("p value of 0.01", "significant"),
        ("P \u2264 0.05", "significant"),
        ("P&lt;0.05", "significant"),
        ("P = .60", "insignificant"),
        ("p>0.05", "insignificant"),
        ("P = 0.05", "insignificant"),
        ("P < .10", "insignificant"),
        ("p = NS", "insignificant"),
        ("p=n.s.", "insignificant"),
        ("P = 1.0", "insignificant"),
    ],
)
def test_significance(text: str, said: str) -> None:
    assert read(f"3 of them differed ({text})") == [said]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("survival was 8 months", "8 months"),
        ("survival was 12.5 months", "12.5 months"),
        ("survival was 12·5 months", "12.5 months"),
        ("survival was 1 year", "1 years"),
        ("survival was 10 weeks", "10 weeks"),
    ],
)
def test_durations(text: str, value: str) -> None:
    assert read(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "a 60-year-old man",
        "a man 60 years old",
        "patients 60 years of age",
        "grade 3 or 4",
        "grade 3/4",
        "grade \u22653",
        "n = 26",
        "26 patients",
        "in 2010",
        "400 mg",
        "T315I",
        "MR4.5",
        "95% CI, 1.2-3.4",
        "3 x 10^9/L",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["HR 0.62", "hazard ratio, 0.62", "hazard ratio (HR) = 0.62", "aHR of 0.62"])
def test_hazard_ratios(text: str) -> None:
    ((_, (adjunct,)),) = scan(text, 0)
    assert (adjunct.kind, adjunct.values) == ("hazard", (Decimal("0.62"),))


def test_offsets_are_those_of_the_record() -> None:
    text = "At 12 months, 46% of patients"
    first, second = scan(text, 100)
    assert text[second.stretch.start - 100 : second.stretch.end - 100] == "46%"
    assert first.adjuncts[0].start - 100 == text.index("12")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At month 12, 46% of patients", ["at 12 months", "46%"]),
        ("At year 5, 40.5 % of patients", ["at 5 years", "40.5%"]),
        ("At months 12 and 24, 46% and 60%", ["at 12 months", "at 24 months", "46%", "60%"]),
    ],
)
def test_a_rate_behind_a_time_is_none_of_its_numbers(text: str, expected: list[str]) -> None:
    assert read(text) == expected
