"""Where ontology/ and queries/ are: inside the installed package, else beside it in a checkout."""

from pathlib import Path

from kg.errors import OntologyError

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise OntologyError(f"the folder {name}/ is neither in the package nor beside it (reinstall cml-kg)")


def ontology_folder() -> Path:
    """The folder with cml.ttl, lexicon/ and shapes/."""
    return _folder("ontology")


def queries_folder() -> Path:
    """The folder with one .rq file a question."""
    return _folder("queries")
