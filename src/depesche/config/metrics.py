"""Figures of the running instance, in the text format of Prometheus (version 0.0.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port

from depesche.edge import serving
from depesche.edge.keeping import private
from depesche.kit import clock
from depesche.newsroom.models import Outcome, Schedule
from depesche.wire import queries as wire
from depesche.wire.models import Entry, Position

OVERDUE_AFTER = timedelta(seconds=10)
TEXT = "text/plain; version=0.0.4; charset=utf-8"
# A proxy on the same machine connects from the loopback for the whole world.
MARKS_OF_A_PROXY = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
NAMES_OF_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. kind: "gauge" or "counter"; consumer: whose number it is, or empty."""

    name: str
    kind: str
    meaning: str
    number: int
    consumer: str = ""


@private
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for a reader on this machine; to everybody else there is no such page.

    Raises Http404.
    """
    if not _is_from_here(request):
        raise Http404
    return HttpResponse("".join(_lines([*_edge(), *_wire(), *_schedules()])), content_type=TEXT)


def _is_from_here(request: HttpRequest) -> bool:
    name, _port = split_domain_port(request.get_host())
    if name not in NAMES_OF_THIS_MACHINE:
        return False
    if any(mark in request.headers for mark in MARKS_OF_A_PROXY):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _edge() -> Iterator[Figure]:
    """The store of this process."""
    store, tally = serving.STORE, serving.TALLY
    yield Figure("edge_pages", "gauge", "Finished pages in the store.", len(store))
    yield Figure("edge_bytes", "gauge", "Bytes the kept pages take.", store.bytes)
    yield Figure("edge_hits_total", "counter", "Answers from the store.", tally.hits)
    yield Figure("edge_stored_total", "counter", "Pages put into the store.", tally.stored)
    yield Figure("edge_heard", "gauge", "Position of the wire the store has heard.", store.heard)


def _wire() -> Iterator[Figure]:
    last = wire.last_position()
    waiting = Entry.objects.filter(position=None).count()
    yield Figure("wire_position", "gauge", "The newest numbered entry.", last)
    yield Figure("wire_unnumbered", "gauge", "Entries that wait for their number.", waiting)
    positions = list(Position.objects.order_by("consumer"))
    for one in positions:
        behind = max(0, last - one.last)
        yield Figure(
            "consumer_lag", "gauge", "Entries not yet heard.", behind, consumer=one.consumer
        )
    for one in positions:
        yield Figure(
            "consumer_failures",
            "gauge",
            "Failures in a row at the present entry.",
            one.failures,
            consumer=one.consumer,
        )


def _schedules() -> Iterator[Figure]:
    waiting = Schedule.objects.filter(outcome=Outcome.OPEN)
    late = waiting.filter(release_at__lte=clock.now() - OVERDUE_AFTER).count()
    yield Figure("schedules_open", "gauge", "Releases that are planned.", waiting.count())
    yield Figure("schedules_overdue", "gauge", "Releases late by more than 10 seconds.", late)


def _lines(figures: list[Figure]) -> Iterator[str]:
    named = ""
    for one in figures:
        name = f"depesche_{one.name}"
        if name != named:
            yield f"# HELP {name} {one.meaning}\n# TYPE {name} {one.kind}\n"
            named = name
        label = f'{{consumer="{_escaped(one.consumer)}"}}' if one.consumer else ""
        yield f"{name}{label} {one.number}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
