"""The ``cml-kg`` commands, one module each, with heavy imports inside the functions: help is immediate.

A new command is one module with ``SUMMARY``, ``add_arguments`` and ``run`` (see ``shared.Command``) and one
line in COMMANDS.
"""

from collections.abc import Mapping

from kg.commands import (
    ask,
    build,
    check,
    evaluate,
    explain,
    export,
    fetch,
    inspect,
    plot,
    query,
    review,
    serve,
    sparql,
    status,
    validate,
    view,
)
from kg.commands.shared import Command

COMMANDS: Mapping[str, Command] = {
    # In the order of the help.
    "fetch": fetch,
    "build": build,
    "inspect": inspect,
    "status": status,
    "validate": validate,
    "ask": ask,
    "query": query,
    "sparql": sparql,
    "export": export,
    "plot": plot,
    "view": view,
    "serve": serve,
    "review": review,
    "evaluate": evaluate,
    "explain": explain,
    "check": check,
}
