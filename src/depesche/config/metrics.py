"""Figures of the running instance, in the text format of Prometheus (version 0.0.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django_tasks_db.models import DBTaskResult

from depesche.config import roster
from depesche.edge import serving
from depesche.edge.keeping import private
from depesche.edge.streams import hub
from depesche.kit import clock
from depesche.newsroom.models import Outcome, Schedule
from depesche.wire import queries as wire
from depesche.wire.models import Entry

OVERDUE_AFTER = timedelta(seconds=10)
TEXT = "text/plain; version=0.0.4; charset=utf-8"
# A proxy on the same machine connects from the loopback for the whole world.
MARKS_OF_A_PROXY = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
NAMES_OF_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. kind: "gauge" or "counter". label: "consumer", "process" or "work", whose
    number it is; owner: its name, or empty."""

    name: str
    kind: str
    meaning: str
    number: int
    owner: str = ""
    label: str = "process"


@private
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for a reader on this machine; to everybody else there is no such page.

    Raises Http404.
    """
    if not _is_from_here(request):
        raise Http404
    figures = [*_processes(), *_works(), *_edge_everywhere(), *_wire(), *_tasks(), *_schedules()]
    return HttpResponse("".join(_lines(figures)), content_type=TEXT)


def of_this_worker() -> list[Sequence[str | int]]:
    """What a web worker writes on the slate, for whichever worker is asked for the figures."""
    figures = [*_edge(), *_streams()]
    return [(one.name, one.kind, one.meaning, one.number) for one in figures]


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
    """The store of this process. Only numbers: they are told to the other processes."""
    store, tally = serving.STORE, serving.TALLY
    yield Figure("edge_pages", "gauge", "Finished pages in the store.", len(store))
    yield Figure("edge_bytes", "gauge", "Bytes the kept pages take.", store.bytes)
    yield Figure("edge_hits_total", "counter", "Answers from the store.", tally.hits)
    yield Figure("edge_stored_total", "counter", "Pages put into the store.", tally.stored)
    yield Figure("edge_heard", "gauge", "Position of the wire the store has heard.", store.heard)


def _streams() -> Iterator[Figure]:
    """Those who listen to this process."""
    hubs = hub.hubs()
    for name, kind, meaning, number in (
        ("streams_open", "gauge", "Streams that listen.", sum(map(len, hubs))),
        ("stream_deliveries_total", "counter", "Events written to a stream.",
         sum(one.writer.deliveries for one in hubs)),
        ("stream_drops_total", "counter", "Streams dropped because they took nothing.",
         sum(one.drops for one in hubs)),
        ("stream_refusals_total", "counter", "Streams refused for a cap.",
         sum(one.refusals for one in hubs)),
    ):  # fmt: skip
        yield Figure(name, kind, meaning, number)


def _edge_everywhere() -> Iterator[Figure]:
    """Those of all web workers; without a house those of this process."""
    told = [
        Figure(str(name), str(kind), str(meaning), int(number), owner=person.name)
        for person in roster.present()
        for name, kind, meaning, number in person.line.get("figures", ())
    ]
    yield from sorted(told, key=_name) if told else [*_edge(), *_streams()]


def _name(figure: Figure) -> str:
    return figure.name


def _processes() -> Iterator[Figure]:
    """Who is at work, and how often they had to be started again."""
    crew = list(roster.present())
    for one in crew:
        yield Figure(
            "process_up", "gauge", "1 if it does its work.", int(one.is_well), owner=one.name
        )
    for one in crew:
        yield Figure(
            "process_restarts_total",
            "counter",
            "How often it was started again.",
            max(0, one.starts - 1),
            owner=one.name,
        )
    for one in crew:
        yield Figure("process_id", "gauge", "The system's number, 0 for none.", one.pid, one.name)
    for one in crew:
        yield Figure(
            "process_memory_bytes",
            "gauge",
            "Memory it shares with none of the others.",
            _memory(one.pid),
            owner=one.name,
        )


def _memory(pid: int) -> int:
    """Private memory of a process, 0 where the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    sizes = (line.split() for line in lines if line.startswith(("Private_", "Swap:")))
    return sum(int(words[1]) for words in sizes) * 1024


def _works() -> Iterator[Figure]:
    works = [
        (name, figures)
        for person in roster.present()
        for name, figures in person.line.get("works", {}).items()
    ]
    for name, figures in works:
        yield Figure("work_rounds_total", "counter", "Rounds that succeeded.", figures["rounds"],
                     owner=name, label="work")  # fmt: skip
    for name, figures in works:
        yield Figure("work_failures_total", "counter", "Rounds that failed.", figures["failures"],
                     owner=name, label="work")  # fmt: skip


def _tasks() -> Iterator[Figure]:
    count = DBTaskResult.objects.ready().count()
    yield Figure("tasks_waiting", "gauge", "Tasks that could be worked on.", count)


def _wire() -> Iterator[Figure]:
    last = wire.last_position()
    waiting = Entry.objects.filter(position=None).count()
    yield Figure("wire_position", "gauge", "The newest numbered entry.", last)
    yield Figure("wire_unnumbered", "gauge", "Entries that wait for their number.", waiting)
    oldest = wire.oldest_position()
    yield Figure("wire_oldest", "gauge", "The oldest entry that is not archived.", oldest)
    fares = sorted(wire.fares(), key=lambda fare: fare.consumer)
    for name, meaning, number_of in CONSUMERS:
        for fare in fares:
            yield Figure(name, "gauge", meaning, number_of(fare), fare.consumer, "consumer")


def _seconds_to_next_try(fare: wire.Fare) -> int:
    waits = (fare.retry_at - clock.now()).total_seconds() if fare.retry_at else 0
    return max(0, int(waits))


# Of each consumer of the wire: name, meaning, and how it is found.
CONSUMERS: tuple[tuple[str, str, Callable[[wire.Fare], int]], ...] = (
    ("consumer_lag", "Entries not yet heard.", lambda fare: fare.behind),
    (
        "consumer_lag_seconds",
        "Age of the oldest entry not yet heard.",
        lambda fare: fare.seconds_behind,
    ),
    ("consumer_failures", "Failures in a row at the present entry.", lambda fare: fare.failures),
    ("consumer_retry_seconds", "Seconds to the next try after a failure.", _seconds_to_next_try),
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
        label = f'{{{one.label}="{_escaped(one.owner)}"}}' if one.owner else ""
        yield f"{name}{label} {one.number}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
