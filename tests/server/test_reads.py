"""What is read from the store for the pages."""

from dataclasses import replace
from decimal import Decimal

from kg.model import Precision
from kg.server.reads.claims import claims
from tests.graph import samples
from tests.web.conftest import graph


def test_a_claim_tells_how_precise_its_number_is() -> None:
    page = samples.Page(samples.record("rates", "Rates", "MMR was 46% (12/26) with dasatinib."))
    said = page.mention(1, "dasatinib", samples.DASATINIB), page.mention(1, "MMR", samples.MMR)
    page.claim(
        1, "outcome", "observed", *said, agent=samples.DASATINIB, outcome=samples.MMR, value="46", unit="%",
    )  # fmt: skip
    precise = Precision(12, 26, Decimal(27), Decimal(67), Decimal(95))
    page.claims[0] = replace(page.claims[0], precision=precise)
    (claim,) = claims(graph(page.reading), {}, 10, 0).claims
    assert claim.precision == "12/26; 95 % CI 27 to 67"
