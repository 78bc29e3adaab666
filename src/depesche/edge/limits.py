"""How much, how long and how often a client may: one table, each number with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

KILO = 1024
MEGA = 1024 * KILO


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes are in bytes, times in seconds."""

    # Addresses of the paper are under 200; what browsers and proxies still forward is 8,000
    # (RFC 9112, 3).
    target: int = 8 * KILO
    # Cookies of other software on the same host reach 16 kB; nginx takes 32 kB in all.
    head: int = 32 * KILO
    # Forms and messages are text.
    body: int = MEGA
    # A picture as a camera makes it, sent in at the desk.
    upload: int = 50 * MEGA
    # A browser on a bad line sends a head within 3 s; who needs longer holds a place on purpose.
    whole_request: float = 15.0
    # What an upload must bring each second beyond that: a weak mobile line does twice as much.
    upload_pace: int = 32 * KILO
    # A phone in a tunnel comes back within 20 s or not at all.
    stalled_reader: float = 30.0
    # Long enough for the next click's first request, short enough for 10,000 idle browsers.
    idle: float = 30.0
    # The same when the server goes: a question that crossed its farewell arrives within this.
    farewell: float = 1.0
    # So that the refusal is read before the connection goes (RFC 9112, 9.6).
    lingering: float = 2.0
    # A school or an office behind one address needs about 150; 0 is no cap.
    per_address: int = 200
    # No browser sends ahead at all; proxies that do keep to a handful.
    ahead: int = 64
    # Streams in one process: the descriptors of a system with ordinary limits, and 80 MB.
    streams: int = 20_000
    # One a browser; a school or an office as above. 0 is no cap.
    streams_per_address: int = 200
    # Proxies take what is silent for a minute for dead, mobile networks for half of one.
    heartbeat: float = 15.0
    # A stream that took nothing for so long is dropped: it comes back when it can, and is told.
    full_stream: float = 10.0
    # A net under the events that change a right: it is asked again anyway.
    review: float = 60.0
    # How often the above is looked after; no deadline is kept more exactly than this.
    round: float = 1.0


LIMITS = Limits(
    body=settings.ENVIRONMENT.body_bytes,
    upload=settings.ENVIRONMENT.upload_bytes,
    per_address=settings.ENVIRONMENT.connections_per_address,
    streams=settings.ENVIRONMENT.streams,
    streams_per_address=settings.ENVIRONMENT.streams_per_address,
)
UPLOADS = b"/desk/"
