"""What runs beside the web server in one process: relay, edge, release clock, consumers, tasks."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker

from depesche.edge import refreshing, serving, telling
from depesche.newsroom import actions as newsroom
from depesche.wire import actions as wire

log = logging.getLogger(__name__)

TICK_SECONDS = 0.5
PAUSE_AFTER_FAILURE_SECONDS = 2.0


def start() -> None:
    """Start all works as daemon threads; they end with the process."""
    serving.begin_following()
    connection.close()
    for name, work in wire.works():
        _run(name, work)
    _run("edge", _follow)
    _run("release clock", _release)
    for teller in telling.tellers():
        _run(teller.name, teller.work)
    _run("tasks", _work_on_tasks)


def _follow() -> None:
    """Hear everything there is, however long the wire has grown meanwhile."""
    while serving.follow(refreshing.refresh):
        pass


def _release() -> None:
    newsroom.release_what_is_due()
    newsroom.end_what_ran_out()


def _run(name: str, work: Callable[[], object]) -> None:
    """Do `work` whenever the wire rings, and every tick; a failure is logged and tried again."""
    bell = wire.bell()

    def loop() -> None:
        while True:
            bell.wait(TICK_SECONDS)
            bell.clear()
            try:
                work()
            except Exception:
                log.exception("The %s failed and goes on.", name)
                close_old_connections()
                time.sleep(PAUSE_AFTER_FAILURE_SECONDS)

    threading.Thread(target=loop, name=name, daemon=True).start()


def _work_on_tasks() -> None:
    """Until the database fails; then it is begun again like the other works."""
    Worker(
        queue_names=["*"],
        interval=2.0,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="serve",
        excluded_queue_names=[],
    ).run()
