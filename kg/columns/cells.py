"""What a claim says, cell by cell, and a name for it that no build changes."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from hashlib import blake2b

from kg.model import CLAIM_COLUMNS, Claim

_VALUE = CLAIM_COLUMNS.index("value")


def cells(claim: Claim) -> tuple[str, ...]:
    """The claim in ``CLAIM_COLUMNS``."""
    agent, comparator = claim.agent, claim.comparator
    return (
        claim.kind.value,
        agent.label if agent else "",
        agent.dose.label if agent and agent.dose else "",
        comparator.label if comparator else "",
        comparator.dose.label if comparator and comparator.dose else "",
        claim.population.label if claim.population else "",
        claim.outcome.label if claim.outcome else "",
        claim.direction,
        "" if claim.value is None else number(str(claim.value)),
        claim.unit,
        claim.timepoint,
        claim.status.value,
    )


def key(article: str, said: Sequence[str], quote: str) -> str:
    """A name for what an article says in a sentence; case, spaces and the way to write a number are idle.

    >>> row = ["outcome", "dasatinib", "", "", "", "", "MMR", "observed", "46", "%", "12 months", "asserted"]
    >>> key("1", row, "MMR was 46%.") == key("1", [*row[:8], "46.0", *row[9:]], "MMR  was 46%. ")
    True
    >>> key("1", row, "MMR was 46%.") == key("1", row, "MMR was 64%.")
    False
    """
    values = [plain(cell) for cell in said]
    values[_VALUE] = number(values[_VALUE])
    text = "\x1f".join((plain(article), *values, plain(quote)))
    return blake2b(text.encode(), digest_size=8).hexdigest()


def plain(cell: str) -> str:
    """A cell without what does not count."""
    return " ".join(cell.split()).casefold()


def number(text: str) -> str:
    """The one way to write a number, also one with a decimal comma; what is none stays as it is.

    >>> number("46.0"), number("0,50"), number("about 3"), number("")
    ('46', '0.5', 'about 3', '')
    """
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text
    return format(value.normalize() + 0, "f") if value.is_finite() else text
