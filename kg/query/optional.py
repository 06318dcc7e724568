"""Writes a saved question anew for the values that it is asked with, so that the engine finds them first.

As it stands in its file it finds everything and filters at its end, for so it means the same on every engine;
on a large graph that is most of the work.
"""

import re
from collections.abc import Mapping

from kg.query.parameters import Term

_FILTER = re.compile(
    r"[ ]*FILTER\(\?(?P<narrowed>\w+) = COALESCE\(\?(?P<given>_\w+_(?:iri|text)), \?(?P<own>\w+)\)\)\n"
)
_LABEL = re.compile(r"OPTIONAL \{ (?P<node>\?\w+) (?P<path>(?:\w+:\w+/)+)skos:prefLabel \?(?P<label>\w+) \}")
_WHERE = re.compile(r"\bWHERE\s*\{")


def settled(text: str, given: Mapping[str, Term]) -> str:
    """The question for which the ``given`` variables have values, with the same answer.

    >>> import pyoxigraph as ox
    >>> text = "SELECT ?n WHERE { ?c :agent ?a .\\n?a :is* ?d .\\n FILTER(?d = COALESCE(?_d_iri, ?a))\\n}"
    >>> settled(text, {})
    'SELECT ?n WHERE { ?c :agent ?a .\\n}'
    >>> settled(text, {"_d_iri": ox.NamedNode("urn:x")})
    'SELECT ?n WHERE { VALUES ?d { <urn:x> } ?c :agent ?a .\\n?a :is* ?d .\\n}'
    """
    while match := _FILTER.search(text):
        before, after = text[: match.start()], text[match.end() :]
        term = given.get(match["given"])
        if term:
            # what stands first is what the engine looks up first
            start = _WHERE.search(before)
            at = start.end() if start else 0
            before = f"{before[:at]} VALUES ?{match['narrowed']} {{ {term} }}{before[at:]}"
        elif match["narrowed"] != match["own"]:
            # the path to what it narrows begins at ``own`` itself, so without a value it takes nothing away
            before, gone = re.subn(rf"[ ]*\?\w+ \S+ \?{match['narrowed']} \.\n", "", before)
            if not gone:
                after = f"  FILTER(?{match['narrowed']} = ?{match['own']})\n{after}"
        text = before + after
    # a name leaves few nodes; a number or a date leaves many, and then all labels are better found at once
    few = any(name.endswith(("_iri", "_text")) for name in given)
    return _LABEL.sub(_step_by_step, text) if few else text


def _step_by_step(match: re.Match[str]) -> str:
    """The optional label of a node, looked up from the node on; of one longer pattern, all are found first.

    Each node to which such a path leads has a label, so the rows stay as they are.
    """
    steps, node = match["path"].split("/")[:-1], match["node"]
    pattern = ""
    for number, step in enumerate(steps):
        there = f"?{match['label']}_{number}"
        pattern += f"OPTIONAL {{ {node} {step} {there} "
        node = there
    return f"{pattern}OPTIONAL {{ {node} skos:prefLabel ?{match['label']} }}{' }' * len(steps)}"
