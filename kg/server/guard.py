"""What every request must pass before it is looked at, and the headers that every answer carries.

A page of another site can make a browser send requests here, and by rebinding its own name to this
address can even read the answers: so the Host must be a name of this server, and an Origin must be its own.
"""

import base64
import binascii
import hmac
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.errors import Refused
from kg.server.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Stands before the application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the request through, or says why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        refusal = self._refusal(Headers(scope=scope))
        app = refusal or self._app
        await app(scope, _measured(receive, self._settings.body), send_guarded)

    def _refusal(self, headers: Headers) -> Response | None:
        if _name(f"//{headers.get('host', '')}") not in self._settings.hosts:
            return PlainTextResponse("refused: this server has another name\n", 421)
        origin = headers.get("origin")
        foreign = origin is not None and _name(origin) not in self._settings.hosts
        if foreign or _embedded_elsewhere(headers):
            return PlainTextResponse("refused: asked by a page of another site\n", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._settings.body:
            return PlainTextResponse(f"a request may have {self._settings.body} bytes\n", 413)
        if self._settings.token and not self._shown(headers.get("authorization", "")):
            challenge = {"WWW-Authenticate": 'Basic realm="cml-kg", charset="UTF-8"'}
            return PlainTextResponse("refused: show the token\n", 401, challenge)
        return None

    def _shown(self, authorization: str) -> bool:
        """As a bearer token, or as the password that a browser asks for (under any name)."""
        scheme, _, value = authorization.partition(" ")
        token = value.strip()
        if scheme.lower() == "basic":
            try:
                token = base64.b64decode(token).decode().partition(":")[2]
            except (binascii.Error, UnicodeDecodeError):
                return False
        elif scheme.lower() != "bearer":
            return False
        return hmac.compare_digest(token.encode(), self._settings.token.encode())


def _embedded_elsewhere(headers: Headers) -> bool:
    """Whether another site's page asks, such as for a picture; following a link is no such thing."""
    return headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate"


def _name(address: str) -> str:
    """The host of an address, without port; empty if it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _measured(receive: Receive, limit: int) -> Receive:
    """The request, for as long as its body stays within the limit."""
    had = 0

    async def measured() -> Message:
        nonlocal had
        message = await receive()
        had += len(message.get("body", b""))
        if had > limit:
            raise Refused(413, f"a request may have {limit} bytes")
        return message

    return measured
