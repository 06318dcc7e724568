"""The whole road on one page: files to records to mentions to claims to RDF to a checked graph."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Quad

from kg.cluster import on_cluster
from kg.columns.ground import Grounder
from kg.errors import CmlKgError, InputError
from kg.export import EXPORTERS
from kg.extract.extractor import Extractor
from kg.graph.across import validate_across
from kg.graph.description import lexicon_quads
from kg.graph.iris import DEFAULT_BASE, article, article_graph
from kg.graph.lexicon import load_lexicon
from kg.graph.mapping import quads
from kg.graph.mapping.decision import quads as decision_quads
from kg.graph.merging import merging
from kg.graph.quarantine import Quarantine, quarantine
from kg.graph.reports import write_reports
from kg.graph.screen import conforming
from kg.graph.store import GraphStore, serialised
from kg.graph.validate import Validator, by_subject, is_violated, most_grave_first, validate_decisions
from kg.model import Decision, Finding, Reading, Record
from kg.parallel import beside, in_order
from kg.readers import read_inputs
from kg.readers.inputs import Elsewhere
from kg.relate.reader import read_claims
from kg.resources import ontology_folder
from kg.review.apply import decided
from kg.review.decisions import Decisions, names_of, place
from kg.review.report import findings as findings_of_review
from kg.scan import on_workers
from kg.second_reader.settings import Settings
from kg.terminology.screen import Screen
from kg.terminology.terms import Terms
from kg.text.sections import Placement
from kg.text.sentences import sentences
from kg.web.view import write_page

if TYPE_CHECKING:
    from kg.second_reader.reader import SecondReader

LOCAL = "local"
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
    quarantined: Sequence[Finding] = ()
    """The gravest finding about each article that the graph does not take."""
    warnings: Sequence[str] = ()
    """What could not be done, besides reading what is ``skipped``."""
    left_out: int = 0
    """Records that name nothing of the field, where only relevant ones were asked for."""


class Interpreter:
    """Reads records; made once, as its matchers take time to build."""

    def __init__(self) -> None:
        lexicon = load_lexicon()
        self.terms = Terms(lexicon)
        self._placement = Placement(lexicon.bases)
        self.extractor = Extractor(self.terms)
        self.grounder = Grounder(self.terms, self.extractor)

    def read(self, record: Record) -> Reading:
        """Everything that the rules find in the record."""
        parts = self._placement.place(sentences(record), record)
        extraction = self.extractor.extract(record.text)
        claims = read_claims(parts, extraction, self.terms)
        return Reading(record, parts, extraction.mentions, claims)


class Task(NamedTuple):
    """A record to read, with what curators decided about it."""

    record: Record
    decisions: tuple[Decision, ...]
    fingerprint: str


class Made(NamedTuple):
    """What was made of a task: the article's graph as N-Quads, and what validation says of it."""

    key: str
    fingerprint: str
    graph: bytes
    findings: list[Finding]


class Worker:
    """Reads records into the graphs of their articles, and validates them."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._validator = Validator(lexicon_quads())
        self.interpreter = Interpreter()
        self.reader: SecondReader | None = None

    def __call__(self, task: Task) -> Made:
        """What is made of the task."""
        graph, fingerprint, findings = self.interpret(task)
        return Made(task.record.key, fingerprint, serialised(graph), findings)

    def interpret(self, task: Task) -> tuple[list[Quad], str, list[Finding]]:
        """The article's graph, the fingerprint of what it was made from, and what validation says of it."""
        reading, fingerprint = self.interpreter.read(task.record), task.fingerprint
        if self.reader:
            reading, whole = self.reader.read(reading)
            fingerprint += "" if whole else " in part"
        reading = decided(reading, task.decisions, self.interpreter.grounder)
        graph = list(quads(reading, self._base))
        decisions = by_subject(decision_quads(self._base, task.decisions))
        return graph, fingerprint, self._validator.findings(graph, decisions)


def build(
    inputs: Sequence[Path],
    folder: Path,
    *,
    base: str = DEFAULT_BASE,
    strict: bool = False,
    decisions: Path | None = None,
    second: Settings | None = None,
    keep_invalid: bool = False,
    only_relevant: bool = False,
    engine: str = LOCAL,
    progress: Progress | None = None,
) -> Summary:
    """Builds the graph of the inputs into a folder; the one that was there stays until it is whole.

    What was read before from the same record by the same program is kept, and not read again.
    ``decisions`` is the file of curators' decisions (default: the one in the folder, if there is one);
    ``second`` is the endpoint of a second reader, without which there is none.
    An article that violates a shape is not stored but put into ``quarantine`` beside the graph, unless
    ``keep_invalid``; the next build tries it again.
    ``engine``: this machine, or dask://HOST:PORT, the scheduler on whose workers the articles are read.
    If ``only_relevant``, XML records that name nothing of the field are not even parsed.
    Raises InputError where not one record can be read, or, if ``strict``, where one cannot; what else cannot
    be read is in the summary.
    """
    tell = progress or (lambda done, what: None)
    skipped: list[InputError] = []
    file = decisions or place(folder)
    curated = Decisions.read(file) if decisions or file.exists() else Decisions()
    with GraphStore.create(folder, base, program()) as draft, Quarantine(folder) as aside:
        done = 0
        worker = Worker(draft.base)
        screen = Screen(worker.interpreter.terms.lexicon) if only_relevant else None
        elsewhere = on_workers(screen, engine, program) if screen and engine != LOCAL else None
        reader = worker.reader = _second_reader(second, folder, worker.interpreter) if second else None

        def changed() -> Iterator[Task]:
            nonlocal done
            records = records_of(inputs, skipped, strict, screen, elsewhere)
            for task in tasks(records, curated, second.model if second else None):
                if draft.unchanged(task.record.key, task.fingerprint):
                    done += 1
                else:
                    yield task

        made: Iterator[Made]
        if reader:
            made = map(worker, changed())
        elif engine == LOCAL:
            made = in_order(changed(), worker, Worker, draft.base)
        else:
            made = on_cluster(changed(), engine, program, Worker, draft.base)
        for key, fingerprint, graph, findings in made:
            if not is_violated(findings):
                draft.add_graph(graph, key, fingerprint, findings)
            elif keep_invalid:
                draft.add_graph(graph, key, f"{fingerprint} invalid", findings)
            else:
                aside.add(key, article_graph(draft.base, key), graph, findings)
            done += 1
            tell(done, f"articles read, now {key}")
        if not done:
            raise _nothing_read(skipped, screen.left_out if screen else 0)
        if done == len(aside.gravest):
            aside.publish()
            raise _nothing_conforms(aside.gravest[0], folder)
        tell(done, "articles read, storing the graph")
        made_from = {
            "inputs": [str(path) for path in inputs],
            "engine": engine,
            "only relevant": only_relevant,
            "left out": screen.left_out if screen else 0,
            "not read": len(skipped),
        }
        draft.commit(software_version(), curation=decision_quads(draft.base, curated), made_from=made_from)
        aside.publish()
        validated = [*draft.findings(), *aside.findings]
    with GraphStore.open(folder) as store:
        noted = [
            replace(finding, focus=article(store.base, finding.record).value)
            for finding in findings_of_review(store, curated, file.name)
        ]
        tell(done, "articles, validating all together")
        validated = most_grave_first([*validated, *validate_decisions(store)])
        turtle, page = folder / "graph.ttl", folder / "graph.html"
        with beside(_write_turtle, folder, turtle, tasks=done):
            findings = [*merging(store), *noted, *validated, *validate_across(store)]
            report = write_reports(findings, folder)
            tell(done, "articles, writing Turtle and page")
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
        aside.gravest,
        [reader.warning] if reader and reader.warning else [],
        screen.left_out if screen else 0,
    )


def tasks(records: Iterable[Record], curated: Decisions, model: str | None = None) -> Iterator[Task]:
    """The records with what curators decided about each, and with the digest of both."""
    by_article = curated.by_article()
    for record in records:
        about = tuple(decision for name in names_of(record) for decision in by_article.get(name, ()))
        told_by = (record, about, model)
        yield Task(record, about, blake2b(repr(told_by).encode(), digest_size=16).hexdigest())


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


def _second_reader(settings: Settings, folder: Path, interpreter: Interpreter) -> "SecondReader":
    from kg.second_reader.accept import Judge  # few builds have one, and httpx takes a while to import
    from kg.second_reader.cache import Cache
    from kg.second_reader.client import Client
    from kg.second_reader.reader import SecondReader

    judge = Judge(interpreter.terms, interpreter.extractor, interpreter.grounder)
    cache = Cache(folder / "second-reader")
    return SecondReader(Client(settings), settings.model, cache, judge, conforming)


def records_of(
    inputs: Sequence[Path],
    skipped: list[InputError],
    strict: bool,
    screen: Screen | None,
    elsewhere: Elsewhere | None,
) -> Iterator[Record]:
    """What can be read of the inputs; what cannot is ``skipped``."""
    for found in read_inputs(inputs, strict=strict, screen=screen, elsewhere=elsewhere):
        if isinstance(found, InputError):
            skipped.append(found)
        else:
            yield found


def _nothing_read(skipped: Sequence[InputError], left_out: int) -> CmlKgError:
    if left_out and not skipped:
        return CmlKgError(f"none of {left_out} records names the disease, its fusion or a drug against it")
    reasons = "; ".join(str(error) for error in skipped)
    return CmlKgError(f"no article could be read, so there is no graph ({reasons})")


def _nothing_conforms(finding: Finding, folder: Path) -> CmlKgError:
    where, report = f"{finding.file}: record {finding.record}", quarantine(folder) / "report.txt"
    return CmlKgError(f"no article conforms to the shapes ({where}: {finding.message} ...): see {report}")


def _write_turtle(folder: Path, path: Path) -> None:
    """The graph in the folder as Turtle."""

    def export(part: Path) -> None:
        with part.open("wb") as stream, GraphStore.open(folder) as store:
            EXPORTERS["turtle"](store, stream)

    _write_whole(path, export)


def _write_whole(path: Path, write: Callable[[Path], None]) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
