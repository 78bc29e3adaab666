"""The fast road: kept pages are answered before a request is made of them.

`EdgeProtocol` is handed to uvicorn. A plain question for a kept page is answered from the store
at once; everything else goes uvicorn's ordinary way to Django. It also holds the deadlines and
sizes of `limits`, and believes X-Forwarded-* of named proxies only.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, ClassVar

import httptools
from django.conf import settings
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from depesche.edge import serving
from depesche.edge.answers import Answer
from depesche.edge.asking import Questions, is_ours
from depesche.edge.heads import LONGEST, Told
from depesche.edge.judging import BODY, judge
from depesche.edge.limits import LIMITS, Limits
from depesche.edge.lines import cut_off, hold_little
from depesche.edge.proxies import Proxies, Scheme
from depesche.edge.refusals import Refused, refusal
from depesche.edge.streams.hub import hub_of
from depesche.edge.streams.positions import LONGEST as LONGEST_ID
from depesche.edge.streams.stream import Stream
from depesche.edge.streams.wanted import LAST_ID, AsksForNothing, Wanted, language_at, wanted
from depesche.edge.watch import place_of, watch_of
from depesche.wire import queries as wire

SCHEMES: tuple[Scheme, ...] = ("http", "https")
QUESTIONS = {
    (trusted, scheme): Questions(scheme, trusted=trusted)
    for trusted in (False, True)
    for scheme in SCHEMES
}


UNREADABLE_ID = b"?"


def tidy() -> None:
    """Let go of what the store has let go of, and notice when it hears nothing any more."""
    serving.STORE.notice()
    for questions in QUESTIONS.values():
        questions.tidy()


class EdgeProtocol(HttpToolsProtocol):
    """One connection.

    Answers leave in the order of their questions: a page is answered at once only while no
    answer of the ordinary road is owed on this connection.
    """

    limits: ClassVar[Limits] = LIMITS
    proxies: ClassVar[Proxies] = Proxies(settings.ENVIRONMENT.trusted_proxies)

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._watch = watch_of(server_state, self.loop, self.limits, tidy)
        self._questions = QUESTIONS[False, "http"]
        self._trusted = False
        self._place = ""
        # Where the parser stands: in a request, past its head, in one of the ordinary road.
        self._within = self._past_head = self._taken = False
        self._unread = self._head_size = self._body_size = 0
        self._most_body = self.limits.body
        self._told: dict[bytes, bytes] = {}
        self._answer: Answer | None = None
        self._wanted: Wanted | None = None
        self._is_last = False
        self._owed: deque[RequestResponseCycle] = deque()  # what the ordinary road has to answer
        self._refusal = b""  # what is still to be said before closing
        self._ends = False  # nothing more is heard
        self._is_left = False  # a stream has it now
        self._most_head = self.limits.head
        self._leaves = False  # the server goes: the next answer is the last
        self._since = self._taken_at = self._watch.now  # the loop's clock, as of the last round
        self._untaken = 0

    # The connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Find out who it is, and whether there is room for one more of them."""
        super().connection_made(transport)
        peer = self.client[0] if self.client else ""
        self._trusted = peer in self.proxies
        self._questions = QUESTIONS[self._trusted, self.scheme or "http"]
        place = "" if self._trusted else place_of(peer)
        if self._watch.has_room(place):
            self._place = place
            self._since = self._taken_at = self.loop.time()
            self._watch.enter(self, place)
            hold_little(transport.get_extra_info("socket"), self.limits.stalled_reader)
        else:
            self._ends = True
            transport.write(refusal(429, self._watch.date))
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give its place back, and tell everyone who works on an answer that nobody waits."""
        for cycle in self._owed:
            cycle.disconnected = True
            cycle.message_event.set()
        self.pipeline.clear()
        super().connection_lost(exc)
        self._watch.leave(self, self._place)
        self._place = ""

    def look(self, now: float) -> None:
        """Close what is overdue: who sends too slowly, takes nothing, or is done."""
        left = self.transport.get_write_buffer_size()
        if not left or left < self._untaken:
            self._taken_at = now
        self._untaken = left
        waited = now - self._since
        if now - self._taken_at > self.limits.stalled_reader:
            cut_off(self.transport)
        elif self._ends:
            if not self._owed and not left and waited > self.limits.lingering:
                self.transport.abort()
        elif self._within and self.flow.read_paused:
            self._since = now  # it is we who wait
        elif self._within:
            if waited > self.limits.whole_request + self._time_for_upload():
                self._refuse(408)
        elif not self._owed and not left and waited > self._longest_idle():
            self.transport.close()

    def _longest_idle(self) -> float:
        return self.limits.farewell if self._leaves else self.limits.idle

    def shutdown(self) -> None:
        """The server goes. What was asked is answered; the last answer says that it is the last.

        Who is idle is not cut off at once: the next question may be on its way.
        """
        self._leaves = True
        self._since = self._watch.now
        if self._owed:
            self._owed[-1].keep_alive = False

    def _time_for_upload(self) -> float:
        is_upload = self._taken and self._most_body == self.limits.upload
        return self._body_size / self.limits.upload_pace if is_upload else 0.0

    # Bytes come in

    def data_received(self, data: bytes) -> None:
        """Answer a head that is plain or known; let the parser read everything else."""
        if self._within or self._owed or self._ends or self._leaves or self.flow.write_paused:
            if not self._ends:
                self._feed(data)
            return
        if len(data) <= LONGEST:
            questions = self._questions
            asked = questions.get(data) or questions.read(data)
            if asked is not None and (answer := asked.found()):
                self._since = self._watch.now
                self.transport.writelines(answer.at(self._watch.date))
                return
        self._feed(data)

    def _feed(self, data: bytes) -> None:
        try:
            if self._within:
                self._measure_unread(len(data))
            self.parser.feed_data(data)
        except Refused as refused:
            self._refuse(refused.status)
        except httptools.HttpParserUpgrade:
            self._ends = True  # it is answered as if it had not asked, and closed
        except httptools.HttpParserCallbackError as error:
            self._refuse(getattr(error.__context__, "status", 400))
        except httptools.HttpParserError:
            self._refuse(400)
        if self._is_left:
            self.parser = None  # type: ignore[assignment]  # else the two hold each other

    def _measure_unread(self, more: int) -> None:
        """A line comes to us only when it is whole; count what came meanwhile.

        Lines also stand behind a body in chunks, and within it, where nobody tells us of them.
        """
        if self._unread > self._most_head:
            raise Refused(431)
        self._unread += more

    def on_message_begin(self) -> None:
        """A request begins; the watch looks at the clock."""
        if self._ends:
            raise Refused(400)  # behind the one that was said to be the last
        super().on_message_begin()
        self._within, self._past_head, self._taken = True, False, False
        self._unread = self._head_size = self._body_size = 0
        self._answer = self._wanted = None
        self._told = {}
        self._most_head = self.limits.head
        self._since = self._watch.now

    def on_url(self, url: bytes) -> None:
        """A piece of the target."""
        self.url += url
        self._head_size += len(url)
        if self._head_size > self.limits.target:
            raise Refused(414)
        if language_at(self.url):
            # However long an id a client has got: it is told to begin anew, not turned away.
            self._most_head = self.limits.head + self.limits.body

    def on_header(self, name: bytes, value: bytes) -> None:
        """A line of the head. What stands behind the body came too late to be believed."""
        if len(value) > LONGEST_ID and name.lower() == LAST_ID and language_at(self.url):
            value = UNREADABLE_ID
        self._head_size += len(name) + len(value) + 4
        if self._head_size > self.limits.head:
            raise Refused(431)
        if not self._past_head:
            name, value = name.lower(), value.rstrip(b" \t")  # RFC 9110, 5.5
            self.headers.append((name, value))
            told = self._told
            # What is said twice, as the ordinary road joins it (RFC 9110, 5.3).
            told[name] = told[name] + b"," + value if name in told else value

    def on_headers_complete(self) -> None:
        """Answer from the store what can be, judge the rest and send it the ordinary way."""
        self._past_head = True
        self._unread = 0
        told = self._told
        version = self.parser.get_http_version()
        self._most_body = judge(
            version, self.url, told, limits=self.limits, upgrades=self.parser.should_upgrade()
        )
        asked = self._questions.asked(self.parser.get_method(), self.url, told)
        is_alone = not self._owed and not self.flow.write_paused
        if asked and is_alone and (answer := asked.found()):
            self._answer = answer
            goes_on = version == "1.1" and self.parser.should_keep_alive()
            self._is_last = self._leaves or not goes_on
        elif is_alone and language_at(self.url) and self._asks_for_stream(told):
            try:
                self._wanted = wanted(self.url, told)
            except AsksForNothing:
                raise Refused(400) from None
        else:
            self._send_on(version, told)

    def _asks_for_stream(self, told: Told) -> bool:
        return (
            self.parser.get_method() == b"GET"
            and not self._leaves
            and BODY.isdisjoint(told)
            and not self.parser.should_upgrade()
            and is_ours(told.get(b"host", b""))
        )

    def _send_on(self, version: str, told: Told) -> None:
        """The ordinary way, with what a trusted proxy says of the client."""
        if len(self._owed) >= self.limits.ahead:
            raise Refused(429)
        expected = told.get(b"expect", b"").lower()
        self.expect_100_continue = expected == b"100-continue" and version == "1.1"
        if self._trusted and self.client:
            self.scope["scheme"] = self._questions.scheme(told)
            client = self.proxies.client(told.get(b"x-forwarded-for", b""), self.client[0])
            if client != self.client[0]:
                self.scope["client"] = (client, 0)
        super().on_headers_complete()
        self._owed.append(self.cycle)
        self._taken = True
        if self.parser.should_upgrade() or self._leaves:
            self.cycle.keep_alive = False  # what follows an upgrade is no HTTP we know

    def on_body(self, body: bytes) -> None:
        """A piece of the body, as long as it is not too much."""
        self._unread = 0
        self._body_size += len(body)
        if self._body_size > self._most_body:
            raise Refused(413)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole: if a page answers it, this is the answer's turn."""
        self._within = False
        self._since = self._watch.now
        answer, self._answer = self._answer, None
        if self._wanted:
            self._let_listen(self._wanted)
        elif answer is None:
            super().on_message_complete()
            self._taken = False
        elif not self._is_last:
            self.transport.writelines(answer.at(self._watch.date))
        else:
            self.transport.write(answer.last(self._watch.date))
            self._ends = True
            self.transport.close()

    # Streams

    def _let_listen(self, what: Wanted) -> None:
        """Hand the connection over to the hub, which holds far less for it; or refuse."""
        if not any(map(wire.opening, what.topics)):
            self._refuse(404)
            return
        hub = hub_of(self.server_state, self.loop, self.limits)
        place = self._place_of_reader()
        if status := hub.refusal(place):
            self._refuse(status)
            return
        stream = Stream(hub, self.transport, place)
        self._is_left = self._ends = True
        self.connections.discard(self)
        self._watch.leave(self, self._place)
        self.transport.set_protocol(stream)
        hub.enter(stream, what, self._watch.date)

    def _place_of_reader(self) -> str:
        """Whom a stream counts for; named proxies speak for others."""
        if not self._trusted or not self.client:
            return self._place
        told = self._told.get(b"x-forwarded-for", b"")
        client = self.proxies.client(told, self.client[0])
        return "" if client in self.proxies else place_of(client)

    # Answers of the ordinary road, and refusals

    def on_response_complete(self) -> None:
        """The ordinary road has answered; the watch keeps the time until the next question."""
        self._owed.popleft()
        super().on_response_complete()
        self._unset_keepalive_if_required()
        if not self._within:
            self._since = self._watch.now
        if self._ends and not self._owed and not self.transport.is_closing():
            self._say_last()

    def _refuse(self, status: int) -> None:
        """Hear no more; say why when all that was asked before is answered."""
        if self._ends:
            return
        self._ends = True
        self._refusal = refusal(status, self._watch.date)
        if self._within and self._taken:
            self._give_up()
        if not self._owed:
            self._say_last()

    def _give_up(self) -> None:
        """The ordinary road must not answer a request that did not come whole."""
        cycle = self.cycle
        if cycle.response_complete:
            self._refusal = b""
            return
        self._owed.pop()
        if self.pipeline and self.pipeline[0][0] is cycle:
            self.pipeline.popleft()
            return
        if cycle.response_started:
            self._refusal = b""
        cycle.disconnected = True
        cycle.message_event.set()

    def _say_last(self) -> None:
        """Say it, and close when it has been taken: at once, it could be lost on its way."""
        self._since = self._watch.now
        self.transport.write(self._refusal)
        if self._refusal and self.transport.can_write_eof():
            self.transport.write_eof()
            self.flow.resume_reading()
        else:
            self.transport.close()
