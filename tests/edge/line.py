"""A connection without a network: bytes go in piece by piece, and what was said comes out.

Nothing waits here, so tens of thousands of conversations are a matter of minutes.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import uvicorn
from django.core.exceptions import DisallowedHost, TooManyFieldsSent
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse
from hypothesis import HealthCheck, settings
from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, Scope
from uvicorn.server import ServerState

from depesche.edge import serving
from depesche.edge.asking import Asked, Questions
from depesche.edge.heads import Told
from depesche.edge.limits import Limits
from depesche.edge.protocol import EdgeProtocol
from depesche.edge.proxies import Proxies
from tests.edge.server import echo

# EXAMPLES=30000 searches for long and by chance; without it, few and every time the same.
EXAMPLES = int(os.environ.get("EXAMPLES", "0"))
DATE = re.compile(rb"date: [^\r]*\r\n")


def examples(few: int) -> settings:
    """How long a property is searched for a case that breaks it."""
    return settings(
        max_examples=EXAMPLES or few,
        derandomize=not EXAMPLES,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


class Line:
    """The transport of one connection, whose other end reads at once."""

    def __init__(self) -> None:
        self.said = b""
        self.is_closed = False
        self.is_paused = False
        self._protocol: EdgeProtocol | None = None

    def connect(self, protocol: EdgeProtocol) -> None:
        """Open."""
        self._protocol = protocol
        protocol.connection_made(self)  # type: ignore[arg-type]

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """Both ends are this machine."""
        ends = {"sockname": ("127.0.0.1", 80), "peername": ("127.0.0.1", 4711)}
        return ends.get(name, default)

    def write(self, said: bytes) -> None:
        """Nothing is said after the end."""
        assert not self.is_closed, said
        self.said += said

    def writelines(self, said: Sequence[bytes]) -> None:
        """As above."""
        self.write(b"".join(said))

    def get_write_buffer_size(self) -> int:
        """It has all been taken."""
        return 0

    def is_closing(self) -> bool:
        """Whether it was closed from this side."""
        return self.is_closed

    def close(self) -> None:
        """Say no more."""
        if not self.is_closed and self._protocol:
            self.is_closed = True
            asyncio.get_running_loop().call_soon(self._protocol.connection_lost, None)

    abort = close

    def can_write_eof(self) -> bool:
        """As TCP can."""
        return True

    def write_eof(self) -> None:
        """The other end goes on sending, and is not heard."""

    def pause_reading(self) -> None:
        """No more for now."""
        self.is_paused = True

    def resume_reading(self) -> None:
        """Go on."""
        self.is_paused = False


class KnowsNothing(Questions):
    """Sends everything the ordinary way."""

    def __init__(self, *, trusted: bool) -> None:
        super().__init__("http", trusted=trusted)

    def read(self, head: bytes) -> Asked | None:
        """No head is plain."""
        return None

    def asked(self, method: bytes, target: bytes, told: Told) -> Asked | None:
        """Nothing is a question for a page."""
        return None


async def paper(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """The ordinary road in short: Django reads the request, the store answers, or the echo.

    Addresses with "late" are answered some turns later.
    """
    assert scope["type"] == "http"
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())

    async def again() -> Any:
        return messages.pop(0)

    for _ in range(5 if "late" in scope["path"] else 0):
        await asyncio.sleep(0)

    try:
        request = ASGIRequest(scope, io.BytesIO())
        response = serving.from_store(request) if request.method in {"GET", "HEAD"} else None
    except (DisallowedHost, TooManyFieldsSent, UnicodeDecodeError):
        response = HttpResponse(b"refused", status=400, headers={"Content-Length": "7"})
    if response is None:
        await echo(scope, again, send)
        return
    lines = [(name.encode(), value.encode("latin-1")) for name, value in response.items()]
    start: Any = {"type": "http.response.start", "status": response.status_code, "headers": lines}
    await send(start)
    body = b"" if scope["method"] == "HEAD" else response.content
    await send({"type": "http.response.body", "body": body, "more_body": False})


CONFIG = uvicorn.Config(
    paper, http=EdgeProtocol, ws="none", lifespan="off", log_config=None, access_log=False,
    proxy_headers=False,
)  # fmt: skip


async def _turns(until: Callable[[], bool]) -> None:
    """Let others work until then, or until nothing more can come of it."""
    for _ in range(1000):
        if until():
            break
        await asyncio.sleep(0)


async def _talk(pieces: Sequence[bytes], *, is_fast: bool, is_proxy: bool, limits: Limits) -> bytes:
    loop = asyncio.get_running_loop()
    server = ServerState()
    server.default_headers = [(b"date", b"now")]
    proxies = Proxies(["127.0.0.1"] if is_proxy else [])
    own = type("OwnProtocol", (EdgeProtocol,), {"limits": limits, "proxies": proxies})
    protocol: EdgeProtocol = own(CONFIG, server, {})
    line = Line()
    line.connect(protocol)
    if not is_fast:
        protocol._questions = KnowsNothing(trusted=is_proxy)
    for piece in pieces:
        await _turns(lambda: not line.is_paused)
        if line.is_closed:
            break
        protocol.data_received(piece)
    for waited in (100, 200):  # until it is late, and until nobody lingers
        await _turns(lambda: not server.tasks)
        if not line.is_closed:
            protocol.look(loop.time() + waited)
    line.close()
    await _turns(lambda: not server.tasks)
    assert not server.tasks
    return DATE.sub(b"", line.said)


def said(
    *pieces: bytes, is_fast: bool = True, is_proxy: bool = False, limits: Limits | None = None
) -> bytes:
    """All that is said to these bytes, without the date, until the connection is closed.

    is_fast: False sends every question the ordinary way. is_proxy: whether it is one of ours
    that asks.
    """
    limits = limits or Limits(body=1000, upload=5000)
    return LOOP.run_until_complete(_talk(pieces, is_fast=is_fast, is_proxy=is_proxy, limits=limits))


LOOP = asyncio.new_event_loop()


def cut(whole: bytes, at: Sequence[int]) -> list[bytes]:
    """The same bytes in pieces."""
    places = [0, *sorted({place % (len(whole) + 1) for place in at}), len(whole)]
    pieces = [whole[a:b] for a, b in pairwise(places)]
    return [piece for piece in pieces if piece]
