"""The results of a build without a store: partitions of N-Quads and of claims, and a manifest of both.

    FOLDER/quads/UNIT.nq.gz         the named graphs of a unit's articles
    FOLDER/claims/UNIT.parquet      their claims, in the columns of the question ``claims``
    FOLDER/units/UNIT.json          what the unit was made from and gave; written last
    FOLDER/quads/common-DIGEST.nq.gz    lexicon, curated facts and decisions
    FOLDER/manifest.json            all of it, with digests and versions; written when all is there

A unit is a few dozen articles. Its name is a digest of their records and of the program, so that it is done
once, whoever does it, and again only when something in it has changed.
"""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Quad, RdfFormat, Store, serialize

from kg.cluster import on_cluster
from kg.errors import CmlKgError, InputError
from kg.graph.description import background_quads, lexicon_quads
from kg.graph.iris import DEFAULT_BASE, checked_base
from kg.graph.lexicon import load_lexicon
from kg.graph.mapping.decision import quads as decision_quads
from kg.graph.reports import as_json
from kg.graph.store import GraphStore
from kg.graph.validate import is_violated
from kg.graph.vocab import SKOS
from kg.parallel import in_order
from kg.partition_folder import PartitionFolder, Totals, described
from kg.pipeline import LOCAL, Progress, Task, Worker, program, records_of, software_version, tasks
from kg.query import run
from kg.query.questions import find
from kg.review.decisions import Decisions
from kg.scan import on_workers
from kg.terminology.screen import Screen

if TYPE_CHECKING:
    import polars

_USUAL, _MOST = 32, 64
"""Articles of a unit."""
_FEW = 2
"""Units that are done before other processes would be ready."""
_NUMBERS = {"start": "Int64", "end": "Int64", "value": "Float64"}
"""Columns of claims that are no text; all partitions have the same types."""


class Unit(NamedTuple):
    """Articles that are read together."""

    name: str
    tasks: tuple[Task, ...]


class Part(NamedTuple):
    """What was made of a unit."""

    name: str
    quads: bytes
    claims: bytes
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Partitioned:
    """What there is in the folder, and what could not be read."""

    manifest: Path
    totals: Totals
    units: int
    kept: int
    """Units that were there already."""
    left_out: int
    skipped: Sequence[InputError]


class UnitWorker:
    """Makes the partitions of units; each process has its own."""

    def __init__(self, base: str, keep_invalid: bool) -> None:
        self._keep_invalid = keep_invalid
        self._worker = Worker(base)

    def __call__(self, unit: Unit) -> Part:
        """The partitions of the unit."""
        stored: list[Quad] = []
        articles: list[dict[str, Any]] = []
        for task in unit.tasks:
            graph, _, findings = self._worker.interpret(task)
            record, refused = task.record, is_violated(findings) and not self._keep_invalid
            article: dict[str, Any] = {"article": record.key, "digest": task.fingerprint}
            article["sources"] = sorted({record.file, *(origin.file for origin in record.merged)})
            if refused:
                article["quarantined"] = True
            if findings:
                article["findings"] = [as_json(finding) for finding in findings]
            articles.append(article)
            stored += () if refused else graph
        table = _claims(stored)
        quads, lines = _packed(stored)
        claims = BytesIO()
        table.write_parquet(claims)
        facts = {
            "unit": unit.name,
            "articles": articles,
            "quads": {**described(f"quads/{unit.name}.nq.gz", quads), "statements": lines},
            "claims": {**described(f"claims/{unit.name}.parquet", claims.getvalue()), "rows": table.height},
        }
        return Part(unit.name, quads, claims.getvalue(), facts)


def write_partitions(
    inputs: Sequence[Path],
    folder: Path,
    *,
    base: str = DEFAULT_BASE,
    strict: bool = False,
    decisions: Path | None = None,
    keep_invalid: bool = False,
    only_relevant: bool = False,
    engine: str = LOCAL,
    progress: Progress | None = None,
) -> Partitioned:
    """Reads the inputs as ``build`` does, into partitions and a manifest instead of a store.

    Units that are there already are kept; what was there and is of no input any more is removed at the end,
    when the new manifest is in its place. Nothing that the manifest names ever changes.
    """
    _needs_polars()
    base, tell = checked_base(base), progress or (lambda done, what: None)
    curated = Decisions.read(decisions) if decisions else Decisions()
    skipped: list[InputError] = []
    names: list[str] = []
    screen = Screen(load_lexicon()) if only_relevant else None
    elsewhere = on_workers(screen, engine, program) if screen and engine != LOCAL else None
    made_by = f"{program()} {base} {keep_invalid}"
    with PartitionFolder(folder) as place:

        def missing() -> Iterator[Unit]:
            records = records_of(inputs, skipped, strict, screen, elsewhere)
            for unit in _units(tasks(records, curated), made_by):
                names.append(unit.name)
                if not place.has(unit.name):
                    yield unit

        made: Iterator[Part]
        if engine == LOCAL:
            worker = UnitWorker(base, keep_invalid)
            made = in_order(missing(), worker, UnitWorker, base, keep_invalid, few=_FEW, chunk_size=1)
        else:
            made = on_cluster(missing(), engine, program, UnitWorker, base, keep_invalid, chunk_size=1)
        new = done = 0
        for part in made:
            place.add(part.facts, part.quads, part.claims)
            new, done = new + 1, done + len(part.facts["articles"])
            tell(done, "articles read")
        if not names:
            raise CmlKgError(f"no article could be read ({'; '.join(map(str, skipped)) or 'none is there'})")
        common, lines = _packed([*lexicon_quads(), *background_quads(), *decision_quads(base, curated)])
        left_out = screen.left_out if screen else 0
        head = {
            "cml-kg": software_version(),
            "program": program(),
            "base": base,
            "inputs": [str(path) for path in inputs],
            "left out": left_out,
            "not read": [str(error) for error in skipped],
        }
        manifest, totals = place.publish(head, names, common, lines)
    return Partitioned(manifest, totals, len(names), len(names) - new, left_out, skipped)


def _units(found: Iterable[Task], made_by: str) -> Iterator[Unit]:
    """Cut where the content says so: one more article changes the unit that it is in, and no other."""
    waiting: list[Task] = []
    for task in found:
        waiting.append(task)
        if len(waiting) == _MOST or int(task.fingerprint[:8], 16) % _USUAL == 0:
            yield _unit(waiting, made_by)
            waiting = []
    if waiting:
        yield _unit(waiting, made_by)


def _unit(found: Sequence[Task], made_by: str) -> Unit:
    told = " ".join([made_by, *(task.fingerprint for task in found)])
    return Unit(blake2b(told.encode(), digest_size=16).hexdigest(), tuple(found))


@cache
def _names() -> tuple[Quad, ...]:
    """Of concepts: what the question takes from the lexicon."""
    return tuple(quad for quad in lexicon_quads() if quad.predicate == SKOS.prefLabel)


def _claims(graph: Sequence[Quad]) -> "polars.DataFrame":
    import polars

    asked = Store()  # of the union alone, and filled one by one: a third of the time of a bulk load
    asked.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in (*graph, *_names()))
    table = run(find("claims"), GraphStore(asked))
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    types = {name: getattr(polars, _NUMBERS.get(name, "String")) for name in table.columns}
    told = dict(zip(table.columns, map(list, columns), strict=True))
    return polars.DataFrame(told, schema=types, strict=False)


def _packed(graph: Iterable[Quad]) -> tuple[bytes, int]:
    """As N-Quads in an order of their own, and how many there are."""
    written = serialize(graph, format=RdfFormat.N_QUADS)
    assert written is not None  # it is None only where a file is given to write to
    lines = sorted(set(written.splitlines(keepends=True)))
    return gzip.compress(b"".join(lines), 6, mtime=0), len(lines)


def _needs_polars() -> None:
    try:
        import polars  # noqa: F401
    except ImportError as error:
        raise CmlKgError("partitions need the extra `parquet`: pip install 'cml-kg[parquet]'") from error
