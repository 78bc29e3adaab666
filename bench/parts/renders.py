"""What rendering pages costs: CPU time and queries of this thread, network and store left out."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Cost:
    """Of one render: milliseconds of CPU (the median of all, and the least), queries, bytes."""

    cpu: float
    least: float
    queries: int
    size: int


def cost(render: Callable[[], bytes], *, times: int) -> Cost:
    """What rendering costs once everything is warm. Warming up is not counted."""
    for _ in range(3):
        render()
    asked = 0

    def count(execute: Callable[..., Any], *given: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*given)

    with connection.execute_wrapper(count):
        size = len(render())
    spent = []
    for _ in range(times):
        began = time.thread_time()
        render()
        spent.append(1000 * (time.thread_time() - began))
    return Cost(statistics.median(spent), min(spent), asked, size)


def merged(costs: list[Cost]) -> Cost:
    """Of several rounds of one page: the median of their medians, the least of all."""
    cpu = statistics.median(one.cpu for one in costs)
    return Cost(cpu, min(one.least for one in costs), costs[0].queries, costs[0].size)
