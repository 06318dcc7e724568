"""Mutations as examples of a kind that resists, and the drugs that patients fail."""

import re
from collections.abc import Iterator

from kg.model import Agent, Claim, Sentence
from kg.relate.activity import against
from kg.relate.chunks import Chunk, Given
from kg.relate.clauses import Clause
from kg.relate.discourse import Discourse
from kg.relate.frame import Frame, Whom
from kg.relate.mutants import named

_RESISTANT_ONES = re.compile(
    r"(?:(?P<agent>I)s(?P<head>z)|(?P<kind>z)(?P<group>O)),?(?:g|\(z?)['zG]{0,3}"
    r"(?P<list>M(?:['zG]{0,2}(?:,?[&|]|,)['zGn]{0,3}M)*)"
)
""" "X-resistant mutations such as T315I", "mutations resistant to X, including T315I"."""
_MUTANTS = frozenset(("mutations", "mutants", "variants", "mutation", "mutant", "variant", "substitutions"))


def examples(clause: Clause, sentence: Sentence, discourse: Discourse) -> Iterator[Claim]:
    """Mutations named as examples of those that resist a drug."""
    for match in _RESISTANT_ONES.finditer(clause.text):
        of, kind = ("head", "agent") if match["agent"] else ("kind", "group")
        if clause.chunks[match.start(of)].text.lower() not in _MUTANTS:
            continue
        said = clause.chunks[match.start("agent") + 1] if match["agent"] else clause.chunks[match.start(kind)]
        if "resist" not in said.text.lower():
            continue
        drugs = clause.chunks[match.start(kind)].given or failed_by(clause.chunks[match.start(kind)])
        causes = named(clause.chunks[slice(*match.span("list"))], discourse.terms)
        frame = Frame(clause, match.start(), sentence, discourse)
        yield from against(frame, "resistant", drugs, causes, "resistance.of-kind", whom=Whom())


def failed_by(chunk: Chunk) -> tuple[Given, ...]:
    """The drugs that a population fails ("imatinib failure is caused by ...")."""
    groups = chunk.population.groups if chunk.population else ()
    return tuple(
        Given(Agent((group.drug,)), chunk.mentions) for group in groups if group.drug and group.status
    )
