"""One render for however many ask: misses of a page wait here, before Django's threads.

An ASGI application around Django's. A question for a page that may be kept is answered from the
store; the first that finds none there has it rendered, and those behind it wait in the event loop
for what the store then has. Everything else goes straight through.
"""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpResponse
from django.urls import resolve
from django.utils.module_loading import import_string
from uvicorn._types import (
    ASGI3Application,
    ASGIReceiveCallable,
    ASGIReceiveEvent,
    ASGISendCallable,
    ASGISendEvent,
    Scope,
)

from depesche.edge import serving
from depesche.edge.keeping import PageKey, Policy, page_key, policy_of

log = logging.getLogger(__name__)

# Renders at once: two a core are enough, and the desk needs connections to the database too.
RENDERS = 8
# How long a reader waits for a page before hearing that it cannot be had now.
PATIENCE_SECONDS = 10.0
PATIENCE_ADRIFT_SECONDS = 1.0
GLANCE_SECONDS = 0.25
# A render nobody waits for any more gives its place back after this, whatever becomes of it.
LINGER_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for a page that may be kept. since: the loop's clock when it came."""

    key: PageKey
    request: ASGIRequest
    since: float


class Flight:
    """One render under way, the place it takes, and the way its answer goes out, until cut.

    It has landed when its answer begins: that one may be long under way to a slow reader.
    leave: called once, before anybody hears that it has landed.
    """

    def __init__(
        self, send: ASGISendCallable, places: asyncio.Semaphore, leave: Callable[[], object]
    ) -> None:
        self._send = send
        self._places = places
        self._leave = leave
        self._was_heard = False
        self.is_cut = self.has_begun = self.has_place = False
        self.landed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def fly(self, django: ASGI3Application, scope: Scope) -> None:
        """Render when it is its turn."""
        try:
            await self._places.acquire()
            self.has_place = True
            await django(scope, self._receive, self._pass_on)
        finally:
            self.land()

    def land(self) -> None:
        """Give the place back, and let those who waited look into the store."""
        if self.has_place:
            self.has_place = False
            self._places.release()
        if not self.landed.done():
            # At once, not in a callback: who asks before that ran would wait for what is over,
            # again and again, without ever letting the loop go on.
            self._leave()
            self.landed.set_result(None)

    async def _receive(self) -> ASGIReceiveEvent:
        """A client without a body, who stays whatever becomes of him: others wait as well."""
        if self._was_heard:
            await asyncio.get_running_loop().create_future()
        self._was_heard = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def _pass_on(self, message: ASGISendEvent) -> None:
        self.land()
        if not self.is_cut:
            self.has_begun = True
            await self._send(message)


class SingleFlight:
    """Django, and one render a page at a time in front of it."""

    def __init__(self, django: ASGI3Application) -> None:
        self._django = django
        self._flights: dict[PageKey, Flight] = {}
        self._places = asyncio.Semaphore(RENDERS)
        self._left: set[asyncio.Task[None]] = set()

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Answer one request."""
        asked = _asked(scope)
        if asked is None:
            await self._django(scope, receive, send)
        elif await _is_whole(receive):
            await self._answer(asked, scope, send)

    async def _answer(self, asked: Asked, scope: Scope, send: ASGISendCallable) -> None:
        """From the store, by rendering, or with the regret that neither is possible now.

        Who waited for a render that kept nothing renders for himself, one after another.
        """
        while not (found := serving.from_store(asked.request)):
            flight = self._flights.get(asked.key)
            if flight is None:
                if await self._render(asked, scope, send):
                    return
                break
            if not await _is_done(flight.landed, since=asked.since):
                break
        found = found or serving.outlived(asked.request)
        await _say(found or import_string(settings.EDGE_AWAY)(asked.request), asked, send)

    async def _render(self, asked: Asked, scope: Scope, send: ASGISendCallable) -> bool:
        """Have Django answer; False if it took too long to begin and nothing was said."""
        loop = asyncio.get_running_loop()
        flight = Flight(send, self._places, partial(self._flights.pop, asked.key))
        self._flights[asked.key] = flight
        task = loop.create_task(flight.fly(self._django, scope))
        if await _is_done(task, since=loop.time(), flight=flight):
            await task
            return True
        log.warning("%s could not be rendered in time.", asked.key)
        flight.is_cut = True
        self._leave(task, flight)
        return False

    def _leave(self, task: asyncio.Task[None], flight: Flight) -> None:
        """Nobody waits for this answer any more; what comes of it soon is kept all the same."""
        if not flight.has_place:
            task.cancel()
        self._left.add(task)
        timer = asyncio.get_running_loop().call_later(LINGER_SECONDS, flight.land)

        def end(left: asyncio.Task[None]) -> None:
            timer.cancel()
            self._left.discard(left)
            if not left.cancelled() and (failed := left.exception()):
                log.error("A render that was given up failed.", exc_info=failed)

        task.add_done_callback(end)


async def _is_done(
    what: asyncio.Future[None], *, since: float, flight: Flight | None = None
) -> bool:
    """Wait for it, or for the answer of `flight` to begin; False when patience is at its end."""
    clock = asyncio.get_running_loop().time
    while not (what.done() or (flight and flight.has_begun)):
        patience = PATIENCE_ADRIFT_SECONDS if serving.STORE.notice() else PATIENCE_SECONDS
        if clock() - since > patience:
            return False
        await asyncio.wait({what}, timeout=GLANCE_SECONDS)
    return True


def _asked(scope: Scope) -> Asked | None:
    """Which page is asked for, None for anything else; by the rules of `keeping.page_key`."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return None
    try:
        request = ASGIRequest(scope, io.BytesIO())
        view = resolve(request.path_info).func
        if policy_of(view) is not Policy.KEPT or not hasattr(view, "edge_parameters"):
            return None
        key = page_key(request, view.edge_parameters)
    except (Http404, SuspiciousOperation, ValueError):
        return None  # Django says what is wrong with it
    return Asked(key, request, asyncio.get_running_loop().time())


async def _is_whole(receive: ASGIReceiveCallable) -> bool:
    """Hear a body that means nothing to its end; False if the client left before."""
    while True:
        message: Any = await receive()
        if message["type"] != "http.request":
            return False
        if not message.get("more_body"):
            return True


async def _say(response: HttpResponse, asked: Asked, send: ASGISendCallable) -> None:
    """Send a finished answer as Django's own handler does."""
    headers = [(name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
    await send(
        {"type": "http.response.start", "status": response.status_code, "headers": headers,
         "trailers": False}
    )  # fmt: skip
    body = b"" if asked.request.method == "HEAD" else response.content
    await send({"type": "http.response.body", "body": body, "more_body": False})
