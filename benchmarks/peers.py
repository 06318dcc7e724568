"""What one would otherwise take to find things in a text, with our lexicon; each is a function of a text."""

from collections.abc import Callable

from kg.terminology.lexicon import Lexicon

Annotator = Callable[[str], object]


def phrase_matcher(lexicon: Lexicon) -> Annotator:
    """spaCy's PhraseMatcher: recognition only."""
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("ours", list(language.tokenizer.pipe(label for label, _ in names(lexicon))))
    return lambda text: matcher(language(text))


def medspacy(lexicon: Lexicon) -> Annotator:
    """medspaCy: sentences, target rules and ConText, which is recognition and negation."""
    import medspacy as peer
    from loguru import logger
    from medspacy.ner import TargetRule

    logger.remove()  # it would write a line for each step
    language = peer.load(enable=["medspacy_pyrush", "medspacy_target_matcher", "medspacy_context"])
    rules = [TargetRule(label, concept) for label, concept in names(lexicon)]
    language.get_pipe("medspacy_target_matcher").add(rules)
    return language


def gilda(lexicon: Lexicon) -> Annotator:
    """gilda's annotator: recognition only."""
    from gilda.grounder import Grounder
    from gilda.ner import annotate
    from gilda.process import normalize
    from gilda.term import Term

    terms = [
        Term(normalize(label), label, "cml", concept, label, "synonym", "cml")
        for label, concept in names(lexicon)
    ]
    grounder = Grounder(terms)
    grounder.gilda_disambiguators = {}  # it would download its own
    return lambda text: annotate(text, grounder=grounder)


PEERS = {"spacy": phrase_matcher, "medspacy": medspacy, "gilda": gilda}
"""By the distribution that they come from."""


def names(lexicon: Lexicon) -> list[tuple[str, str]]:
    """Labels with their concepts."""
    return list(lexicon.labels)
