"""Content negotiation: which of the media types on offer a client likes best."""

from collections.abc import Iterable

from kg.server.errors import Refused


def best(accept: str, offered: Iterable[str]) -> str | None:
    """The type on offer that the Accept header likes best; the first on offer where it does not mind.

    >>> best("text/turtle;q=0.5, application/ld+json", ["text/turtle", "application/ld+json"])
    'application/ld+json'
    >>> best("*/*", ["text/turtle", "application/ld+json"])
    'text/turtle'
    >>> best("", ["text/turtle"])
    'text/turtle'
    >>> best("image/png, text/*;q=0", ["text/turtle"])
    """
    wishes = [_wish(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    found, most = None, 0.0
    for media in offered:
        quality = _quality(media, wishes)
        if quality > most:
            found, most = media, quality
    return found


def required(accept: str, offered: Iterable[str]) -> str:
    """As ``best``; 406 where nothing on offer will do."""
    types = list(offered)
    found = best(accept, types)
    if found is None:
        raise not_acceptable(accept, types)
    return found


def not_acceptable(accept: str, offered: Iterable[str]) -> Refused:
    """The error that says what there is."""
    return Refused(406, f"not available as {accept}; ask for one of {', '.join(offered)}")


def _wish(part: str) -> tuple[str, float]:
    media, *parameters = (word.strip().lower() for word in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return media, min(max(float(value), 0.0), 1.0)
            except ValueError:
                return media, 0.0
    return media, 1.0


def _quality(media: str, wishes: list[tuple[str, float]]) -> float:
    """That of the most specific wish which the type fulfils."""
    for pattern in (media, media.partition("/")[0] + "/*", "*/*"):
        found = [quality for wish, quality in wishes if wish == pattern]
        if found:
            return max(found)
    return 0.0
