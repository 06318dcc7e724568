"""What can go wrong, as one tree; this module imports nothing of ours.

CmlKgError            anything cml-kg says it could not do (exit code 2)
├── InputError        a file or record that cannot be read (the others go through)
├── OntologyError     ontology/ says something that cannot be used
├── QueryError        a saved or a user's query, or one of its parameters
└── StoreError        the graph folder is missing, locked or of another version
"""

from functools import partial


class CmlKgError(Exception):
    """A message for the user: what is wrong, where, and how to mend it."""


class InputError(CmlKgError):
    """A file or a record of it cannot be read."""

    def __init__(self, problem: str, *, file: str, record: str = "", mend: str = "") -> None:
        self.problem, self.file, self.record, self.mend = problem, file, record, mend
        where = f"{file}: record {record}" if record else file
        super().__init__(f"{where}: {problem}" + (f" ({mend})" if mend else ""))

    def __reduce__(self) -> tuple[object, ...]:
        named = partial(InputError, file=self.file, record=self.record, mend=self.mend)
        return named, (self.problem,)  # it comes from other processes too


class OntologyError(CmlKgError):
    """A file of ontology/ is missing or holds something that cannot be used."""


class QueryError(CmlKgError):
    """A query does not parse, is refused, or a parameter has no such value."""


class StoreError(CmlKgError):
    """The graph folder cannot be opened or written."""
