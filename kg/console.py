"""What commands tell on the terminal, and where their output goes."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import CmlKgError

if TYPE_CHECKING:
    from kg.model import Finding
    from kg.partitions import Partitioned
    from kg.pipeline import Summary


def complain(message: str) -> None:
    """One line on standard error."""
    print(f"cml-kg: {' '.join(message.split())}", file=sys.stderr)


def told(summary: "Summary") -> str:
    """What a build did, in a few lines."""
    counts = (("article", summary.articles), ("mention", summary.mentions),
              ("claim", summary.claims), ("dose", summary.doses))  # fmt: skip
    lines = [
        ("Read", ", ".join(_number(count, name) for name, count in counts)),
        ("Validation", verdict(summary.findings)),
        ("Turtle", summary.turtle),
        ("Picture", f"{summary.page} (open it in a browser)"),
        ("Report", summary.report),
    ]
    if summary.left_out:
        lines.insert(1, ("Left out", f"{_number(summary.left_out, 'record')} that name nothing of the field"))
    if summary.quarantined:
        aside = summary.report.parent / "quarantine"
        lines.insert(1, ("Put aside", f"{len(summary.quarantined)} quarantined, see {aside / 'report.txt'}"))
    if summary.skipped:
        lines.insert(1, ("Skipped", _number(len(summary.skipped), "input")))
    return "\n".join(f"{name:<12}{value}" for name, value in lines)


def told_of_partitions(found: "Partitioned") -> str:
    """What a build wrote in parts, in a few lines."""
    totals = found.totals
    counts = ((totals.articles, "article"), (totals.statements, "statement"), (totals.claims, "claim"))
    lines = [
        ("Read", ", ".join(_number(count, name) for count, name in counts)),
        ("Partitions", f"{found.units}, {found.kept} of which were there already"),
        ("Manifest", found.manifest),
    ]
    if found.left_out:
        lines.insert(1, ("Left out", f"{_number(found.left_out, 'record')} that name nothing of the field"))
    if totals.quarantined:
        lines.insert(1, ("Put aside", f"{totals.quarantined} quarantined: the manifest says why"))
    if found.skipped:
        lines.insert(1, ("Skipped", _number(len(found.skipped), "input")))
    return "\n".join(f"{name:<12}{value}" for name, value in lines)


def report(findings: Sequence["Finding"]) -> None:
    """Every finding in a line of plain words, and the verdict."""
    for finding in findings:
        where = ": ".join(part for part in (finding.file, finding.record, finding.focus) if part)
        said = f"{where}: {finding.message}" if where else finding.message
        print(f"{finding.severity}: {said}" + (f" ({finding.mend})" if finding.mend else ""))
    print(verdict(findings))


def violations(findings: Sequence["Finding"]) -> int:
    """How many of the findings are violations."""
    return _count(findings, "VIOLATION")


def verdict(findings: Sequence["Finding"]) -> str:
    """``conforms``, or how many violations; and how many warnings."""
    broken = violations(findings)
    warnings = _count(findings, "WARNING")
    words = _number(broken, "violation") if broken else "conforms"
    return f"{words}, {_number(warnings, 'warning')}" if warnings else words


def _count(findings: Sequence["Finding"], severity: str) -> int:
    return sum(finding.severity.name == severity for finding in findings)


def _number(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


@contextmanager
def output(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that is there only when it is whole."""
    if path is None:
        yield sys.stdout.buffer
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise CmlKgError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):  # its folder may be none
            part.unlink()


@contextmanager
def progress() -> Iterator[Callable[[int, str], None] | None]:
    """A moving line on a terminal; nothing where the output is piped."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("Starting") as status:
        yield lambda done, what: status.update(escape(f"{done} {what}"))
