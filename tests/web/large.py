"""Articles of our own that make a network of more than 5,000 nodes; drugs have more than 1,000 neighbours."""

from collections.abc import Iterator
from decimal import Decimal

from kg.model import Agent, Concept, Dose, MentionType, PatientGroup, Reading
from tests.graph import samples

ARTICLES, SENTENCES, GROUPS = 110, 10, 5
_DRUGS = (samples.IMATINIB, samples.DASATINIB, samples.NILOTINIB)
_RESIDUES = "ACDEFGHIKLMNPQRSTVWY"


def readings() -> Iterator[Reading]:
    """Each sentence has a drug at a dose of its own, in patients with mutations of which most are new."""
    for article in range(ARTICLES):
        numbers = range(article * SENTENCES, (article + 1) * SENTENCES)
        sheet = samples.Page(
            samples.record(
                f"large-{article}", f"Article {article}", *(_sentence(number) for number in numbers)
            )
        )
        for at, number in enumerate(numbers, start=1):
            drug, dose, mutations = _what(number)
            said = [sheet.mention(at, what.label, what) for what in (drug, *mutations)]
            said.append(sheet.mention(at, f"{dose.amount} mg once daily", dose))
            groups = tuple(PatientGroup(f"{what.label} mutation", mutation=what) for what in mutations)
            agent = Agent((drug,), dose if number % 5 else None)
            sheet.claim(at, "efficacy", "effective", *said, agent=agent, groups=groups)
        yield sheet.reading()


def _what(number: int) -> tuple[Concept, Dose, list[Concept]]:
    drug = _DRUGS[number**2 % 7 % len(_DRUGS)]
    named = [number * GROUPS + place for place in range(GROUPS)]
    named[0] %= 12  # what every sentence returns to
    labels = [f"{_RESIDUES[one % 20]}{one + 1}{_RESIDUES[(one + 7) % 20]}" for one in named]
    mutations = [Concept(f"variant-{label}", label, MentionType.MUTATION) for label in labels]
    return drug, Dose(Decimal(number) / 10 + 20, "mg", samples.ONCE, drug=drug), mutations


def _sentence(number: int) -> str:
    drug, dose, mutations = _what(number)
    listed = ", ".join(mutation.label for mutation in mutations)
    return f"On {drug.label} {dose.amount} mg once daily patients with {listed} did well."
