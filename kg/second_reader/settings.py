"""Which endpoint and model, from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.errors import CmlKgError

URL, MODEL, KEY = "SECOND_READER_URL", "SECOND_READER_MODEL", "SECOND_READER_KEY"
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """An endpoint such as ``http://localhost:8000/v1``, and what it needs."""

    url: str
    model: str
    key: str = field(default="", repr=False)


def settings(environment: Mapping[str, str]) -> Settings:
    """As the environment says; CmlKgError names what it lacks."""
    url, model, key = (environment.get(name, "").strip() for name in (URL, MODEL, KEY))
    if not url or not model:
        missing = " and ".join(name for name, value in ((URL, url), (MODEL, model)) if not value)
        raise CmlKgError(f"--second-reader needs {missing} in the environment (an endpoint ends in /v1)")
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise CmlKgError(f"{URL}={url} is no address of a service (give one that starts with https://)")
    if key and address.scheme == "http" and address.hostname not in _LOCAL:
        raise CmlKgError(f"the key is not sent to {address.hostname} in the clear (use https://)")
    return Settings(url.rstrip("/"), model, key)
