"""The text of an article beside its claims; what counts as a contradiction."""

from kg.server.pages.text import body, title
from kg.server.places import place
from kg.server.reads.article import Article, Mention
from kg.server.reads.concept import Said, contradictions
from kg.server.reads.model import Claim, Sentence, Source

TEXT = "On 𝛽 and drugs\nFirst. Dasatinib works. It is safe.\nLast."
SOURCE = Source("x:a", "a", "On drugs", "2009", "", False)


def claim(name: str, *quotes: str) -> Claim:
    sentences = tuple(Sentence(quote, TEXT.index(quote), TEXT.index(quote) + len(quote)) for quote in quotes)
    none = dict.fromkeys(
        (
            "agent",
            "dose",
            "comparator",
            "comparator_dose",
            "population",
            "outcome",
            "value",
            "unit",
            "timepoint",
            "precision",
        ),
    )
    return Claim(
        iri=f"x:claim/{name}", statement=name, kind="efficacy", direction="effective", certainty="asserted",
        rule="", confidence=None, set_aside=None, verdict=None, article=SOURCE, sentences=sentences, **none,
    )  # fmt: skip


def article(*claims: Claim, mentions: tuple[Mention, ...] = ()) -> Article:
    texts = dict.fromkeys(
        ("date", "journal", "volume", "issue", "pages", "language", "pmid", "pmcid", "doi"), ""
    )
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(("authors", "types", "keywords", "notices"), ())
    at = TEXT.index("Dasatinib")
    return Article(
        iri="x:a", key="a", title="On drugs", text=TEXT, retracted=False, mentions=mentions, signs=(),
        claims=claims, rests_on={claim.iri: ((at, at + 9),) for claim in claims}, **texts, **lists,
    )  # fmt: skip


def shown(found: Article) -> list[tuple[str, list[str]]]:
    return [
        ("".join(part.text for part in row.parts), [c.statement for c in row.claims]) for row in body(found)
    ]


def test_each_sentence_that_claims_stands_beside_its_claims() -> None:
    assert shown(article(claim("works", "Dasatinib works."), claim("safe", "It is safe."))) == [
        ("First. ", []),
        ("Dasatinib works.", ["works"]),
        ("It is safe.", ["safe"]),
        ("\nLast.", []),
    ]


def test_nothing_of_the_text_is_lost_or_doubled() -> None:
    overlapping = (
        claim("a", "First. Dasatinib works."),
        claim("b", "Dasatinib works. It is safe."),
        claim("c", "Last."),
    )
    rows = shown(article(*overlapping))
    assert "".join(text for text, _ in rows).replace("\n", "") == TEXT.partition("\n")[2].replace("\n", "")
    assert rows[0][1] == ["a", "b"]


def test_a_claim_of_the_title_is_shown_with_it() -> None:
    rows = shown(article(claim("t", "On 𝛽 and drugs")))
    assert rows[0] == ("On 𝛽 and drugs", ["t"])
    assert "".join(part.text for part in title(article()).parts) == "On 𝛽 and drugs"


def test_a_mention_knows_the_claims_that_were_read_from_it() -> None:
    at = TEXT.index("Dasatinib")
    inner, outer = Mention(at, at + 4, "drug", "", ""), Mention(at, at + 9, "drug", "", "")
    (row,) = (
        row
        for row in body(article(claim("works", "Dasatinib works."), mentions=(outer, inner)))
        if row.claims
    )
    (mark,) = (part for part in row.parts if part.type)
    assert (mark.text, mark.claims) == ("Dasatinib", ("works",))


def said(
    direction: str, asserted: int = 1, negated: int = 0, kind: str = "efficacy", agent: str = "x"
) -> Said:
    total = asserted + negated
    return Said("x:p", direction, kind, direction, (agent, "", "", ""), asserted, 0, negated, total, "2009")


def test_opposite_directions_about_the_same_thing_contradict() -> None:
    for_, against = said("effective"), said("ineffective")
    assert contradictions([for_, against]) == [((for_,), (against,))]
    assert contradictions([for_, said("ineffective", agent="y")]) == []
    assert contradictions([for_, said("investigated")]) == []
    assert contradictions([for_, said("ineffective", asserted=0, negated=1)]) == []


def test_a_statement_and_its_denial_contradict() -> None:
    disputed = said("effective", asserted=2, negated=1)
    assert contradictions([disputed]) == [((disputed,), ())]


def test_hostile_iris_have_no_place() -> None:
    assert place("javascript:alert(1)/claim/0123456789abcdef01234567x") == ""
    assert place("https://w3id.org/cml-kg/concept/a/../../b?c#d") == "/concept/a%2F..%2F..%2Fb%3Fc%23d"
