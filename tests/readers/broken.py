"""Reading what is broken on purpose."""

from pathlib import Path

from kg.errors import InputError
from kg.model import Record
from kg.readers import read_inputs


def read(file: Path, data: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    """Keys of the records, and record and problem of the errors, of a file with these bytes."""
    file.write_bytes(data)
    items = list(read_inputs([file]))
    for item in items:
        if isinstance(item, InputError):
            assert "\n" not in str(item)
            assert item.file == str(file)
            assert item.mend
    return (
        [item.key for item in items if isinstance(item, Record)],
        [(item.record, item.problem) for item in items if isinstance(item, InputError)],
    )
