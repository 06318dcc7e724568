"""The words of a SPARQL text that are neither in a string, an IRI, a name nor a comment.

A query may ask the graph and nothing else: not other servers, not files, and it changes nothing.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from kg.errors import QueryError

_TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\r\n]* )
  | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<string> \"\"\"(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"\"\" | '''(?:[^'\\]|\\.|'{1,2}(?!'))*'''
              | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
  | [?$](?P<variable> \w+ )
  | @(?P<language> [A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<name> (?:\w(?:[\w.-]*[\w-])?)? : (?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)* )
  | (?P<word> [^\W\d]\w* )
    """,
    re.VERBOSE | re.DOTALL,
)
_LISTS, _BODIES = {"SELECT", "GROUP"}, {"WHERE", "HAVING", "ORDER", "LIMIT"}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_REACHING_OUT = {
    "SERVICE": "SERVICE asks another server and tells it parts of this graph",
    "FROM": "FROM names a graph to be fetched; a query always sees the union of all articles",
}
_UPDATES = {"LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"}


def variables(text: str) -> list[str]:
    """Names of the variables in the order of their first use."""
    return list(dict.fromkeys(found for kind, found in _tokens(text) if kind == "variable"))


def with_terms(text: str, parameters: Collection[str], terms: Mapping[str, str]) -> str:
    """The query with a term for each variable named; where it lists columns, the ``parameters`` are gone."""
    pieces, at, listing = [], 0, False
    for match in _TOKEN.finditer(text):
        word = match["word"].upper() if match["word"] else ""
        if word in _LISTS or word in _BODIES:
            listing = word in _LISTS
        elif match["variable"] in parameters:
            term = terms.get(match["variable"])
            pieces.append(text[at : match.start()])
            pieces.append("" if listing else term or match[0])
            at = match.end()
    return "".join([*pieces, text[at:]])


def refuse_reaching_out(text: str, is_ours: Callable[[str], bool] | None = None) -> None:
    """QueryError if the query would ask another server, fetch a graph or change this one.

    ``is_ours`` tells the graphs that FROM may name, each by its whole IRI; without it there are none.
    """
    # Some engines decode \uXXXX before they parse, so a keyword could be spelt with it.
    decoded = _ESCAPE.sub(lambda match: chr(min(int(match[1] or match[2], 16), 0x10FFFF)), text)
    for version in (text, decoded):
        named = _named_after_from(version) if is_ours else {}
        for at, (kind, found) in enumerate(_tokens(version)):
            # Parsers that know no word boundary read ``SERVICE:a`` and ``trueSERVICE`` as the keyword.
            word = found.partition(":")[0].upper() if kind in {"word", "name"} else ""
            for keyword, why in _REACHING_OUT.items():
                if word.endswith(keyword) and not (is_ours and at in named and is_ours(named[at])):
                    raise QueryError(f"refused: {why}")
            if kind == "word" and word in _UPDATES:
                raise QueryError(
                    f"refused: {word} is an update, and the graph is changed only by building it"
                )


def _named_after_from(text: str) -> dict[int, str]:
    """The IRI that stands behind each plain FROM or FROM NAMED, by the place of that word."""
    tokens = [*_tokens(text), ("", ""), ("", "")]
    named = {}
    for at, token in enumerate(tokens[:-2]):
        if token[0] == "word" and token[1].upper() == "FROM":
            after = tokens[at + 1] if tokens[at + 1][1].upper() != "NAMED" else tokens[at + 2]
            if after[0] == "iri":
                named[at] = after[1][1:-1]
    return named


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup:
            yield match.lastgroup, match[match.lastgroup]
