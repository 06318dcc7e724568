"""What stands behind the question mark of an address."""

from collections.abc import Collection

from starlette.requests import Request

from kg.server.errors import Refused


def only(request: Request, names: Collection[str]) -> dict[str, str]:
    """The parameters, each of them known and given once; what is empty counts as not given."""
    found: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in names:
            raise Refused(400, f"there is no parameter {name}; there are {', '.join(names)}")
        if name in found:
            raise Refused(400, f"{name} is given more than once")
        if value.strip():
            found[name] = value.strip()
    return found


def number(asked: dict[str, str], name: str, default: int, most: int | None = None) -> int:
    """The whole number of that name, which is taken out of what is asked."""
    value = asked.pop(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise Refused(400, f"{name}: '{value}' is no whole number")
    if most is not None and int(value) > most:
        raise Refused(400, f"{name}: {value} is more than {most}")
    return int(value)


def several(asked: dict[str, str], name: str, known: Collection[str]) -> frozenset[str]:
    """The values with commas between them, each of them known."""
    given = frozenset(filter(None, map(str.strip, asked.get(name, "").split(","))))
    for value in sorted(given.difference(known)):
        raise Refused(400, f"{name}: '{value}' is none of {', '.join(known)}")
    return given


def year(asked: dict[str, str], name: str) -> str:
    """A year, or nothing."""
    value = asked.get(name, "")
    if value and not (value.isascii() and value.isdecimal() and len(value) == 4):
        raise Refused(400, f"{name}: '{value}' is no year")
    return value
