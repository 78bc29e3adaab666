"""What rendering pages costs: CPU time and queries of this thread, network and store left out."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

GRAIN = 20
"""The database's own steps are counted in so many at a time."""


@dataclass
class Deed:
    """What something cost: milliseconds of CPU, queries, steps of SQLite's own machine."""

    cpu: float = 0
    queries: int = 0
    steps: int = 0


def measured(do: Callable[[], Any]) -> tuple[Any, Deed]:
    """Do it, and what it cost this thread."""
    deed = Deed()

    def count(execute: Callable[..., Any], *given: Any) -> Any:
        deed.queries += 1
        return execute(*given)

    def step() -> int:
        deed.steps += GRAIN
        return 0

    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(step, GRAIN)
    began = time.thread_time()
    with connection.execute_wrapper(count):
        done = do()
    deed.cpu = 1000 * (time.thread_time() - began)
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(None, GRAIN)
    return done, deed


@dataclass(frozen=True)
class Cost:
    """Of one render: milliseconds of CPU (the median of all, and the least), queries, the
    database's steps, bytes."""

    cpu: float
    least: float
    queries: int
    steps: int
    size: int


def cost(render: Callable[[], bytes], *, times: int) -> Cost:
    """What rendering costs once everything is warm. Warming up is not counted."""
    for _ in range(3):
        render()
    page, deed = measured(render)
    spent = []
    for _ in range(times):
        began = time.thread_time()
        render()
        spent.append(1000 * (time.thread_time() - began))
    return Cost(statistics.median(spent), min(spent), deed.queries, deed.steps, len(page))


def merged(costs: list[Cost]) -> Cost:
    """Of several rounds of one page: the median of their medians, the least of all."""
    cpu = statistics.median(one.cpu for one in costs)
    return replace(costs[0], cpu=cpu, least=min(one.least for one in costs))
