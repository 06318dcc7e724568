"""The whole road on one page: files to records to mentions to claims to RDF to a checked graph."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.errors import CmlKgError, InputError
from kg.export import EXPORTERS
from kg.extract.extractor import Extractor
from kg.graph.iris import DEFAULT_BASE, article
from kg.graph.lexicon import load_lexicon
from kg.graph.mapping import quads
from kg.graph.store import GraphStore
from kg.graph.validate import validate, write_reports
from kg.model import Finding, Reading, Record
from kg.readers import read_inputs
from kg.relate.reader import read_claims
from kg.resources import ontology_folder
from kg.terminology.terms import Terms
from kg.text.sections import Placement
from kg.text.sentences import sentences
from kg.web.view import write_page

Progress = Callable[[int, str], None]
"""Told how many articles are done, and which step is under way."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made, and what it could not read."""

    articles: int
    mentions: int
    claims: int
    doses: int
    findings: Sequence[Finding]
    skipped: Sequence[InputError]
    turtle: Path
    page: Path
    report: Path


class Interpreter:
    """Reads records; made once, as its matchers take time to build."""

    def __init__(self) -> None:
        lexicon = load_lexicon()
        self._terms = Terms(lexicon)
        self._placement = Placement(lexicon.bases)
        self._extractor = Extractor(self._terms)

    def read(self, record: Record) -> Reading:
        """Everything that the rules find in the record."""
        parts = self._placement.place(sentences(record), record)
        extraction = self._extractor.extract(record.text)
        claims = read_claims(parts, extraction, self._terms)
        return Reading(record, parts, extraction.mentions, claims)


def build(
    inputs: Sequence[Path],
    folder: Path,
    *,
    base: str = DEFAULT_BASE,
    strict: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Builds the graph of the inputs into a folder; the one that was there stays until it is whole.

    What was read before from the same record by the same program is kept, and not read again.
    Raises InputError where not one record can be read, or, if ``strict``, where one cannot; what else cannot
    be read is in the summary.
    """
    tell = progress or (lambda done, what: None)
    skipped: list[InputError] = []
    noted: list[Finding] = []
    with GraphStore.create(folder, base, program()) as draft:
        done = 0
        interpreter = Interpreter()
        for record in _records(inputs, skipped, noted, strict):
            fingerprint = blake2b(repr(record).encode()).hexdigest()
            if not draft.unchanged(record.key, fingerprint):
                draft.add_graph(quads(interpreter.read(record), draft.base), record.key, fingerprint)
            done += 1
            tell(done, f"articles read, now {record.key}")
        if not done:
            raise _nothing_read(skipped)
        noted = [replace(finding, focus=article(draft.base, finding.record).value) for finding in noted]
        tell(done, "articles read, storing the graph")
        draft.commit(software_version())
    with GraphStore.open(folder) as store:
        tell(done, "articles, validating")
        findings = [*noted, *validate(store)]
        report = write_reports(findings, folder)
        tell(done, "articles, writing Turtle and page")
        turtle, page = folder / "graph.ttl", folder / "graph.html"
        _write_whole(turtle, lambda part: _export(store, part))
        _write_whole(page, lambda part: write_page(store, part))
        counts = store.counts()
    return Summary(
        counts["articles"],
        counts["mentions"],
        counts["claims"],
        counts["doses"],
        findings,
        skipped,
        turtle,
        page,
        report,
    )


def software_version() -> str:
    """The version of cml-kg that is installed."""
    try:
        return version("cml-kg")
    except PackageNotFoundError:
        return "unknown"


def program() -> str:
    """A digest of the code and the ontology: what decides, besides a record, what is read from it."""
    package = Path(__file__).parent
    digest = blake2b(software_version().encode())
    for file in sorted([*package.rglob("*.py"), *ontology_folder().rglob("*.ttl")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _records(
    inputs: Sequence[Path], skipped: list[InputError], noted: list[Finding], strict: bool
) -> Iterator[Record]:
    for found in read_inputs(inputs, strict=strict):
        if isinstance(found, InputError):
            skipped.append(found)
        elif isinstance(found, Finding):
            noted.append(found)
        else:
            yield found


def _nothing_read(skipped: Sequence[InputError]) -> CmlKgError:
    reasons = "; ".join(str(error) for error in skipped)
    return CmlKgError(f"no article could be read, so there is no graph ({reasons})")


def _export(store: GraphStore, path: Path) -> None:
    with path.open("wb") as stream:
        EXPORTERS["turtle"](store, stream)


def _write_whole(path: Path, write: Callable[[Path], None]) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
