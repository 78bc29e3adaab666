"""Working on tasks: one after the other, each at least once, whoever is killed meanwhile.

Every worker holds a lock on a file of its own in the home as long as it lives; the system lets go
of it however the worker ends. A task whose worker's file is free again was abandoned and is taken
up by another one.
"""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import IO, Any

from django.conf import settings
from django.db import close_old_connections
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet
from django_tasks_db.utils import exclusive_transaction

log = logging.getLogger(__name__)

BACKEND = "default"
MOST_TRIES = 5


class TaskWasAbandoned(RuntimeError):
    """Every process that worked on this task was killed; it is not tried again."""


def folder() -> Path:
    """Where the workers of this home keep their files."""
    found = Path(settings.HOME) / "tasks"
    found.mkdir(parents=True, exist_ok=True)
    return found


class TaskWorker:
    """Works on tasks until told to end; a task that was begun is finished first."""

    def __init__(self) -> None:
        self.name = f"serve-{secrets.token_hex(8)}"
        self._file = _locked(folder() / self.name)
        self._ends = Event()
        self._is_broken_off = False
        self._worker = Worker(
            queue_names=["*"],
            interval=0.0,
            batch=False,
            backend_name=BACKEND,
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
            excluded_queue_names=[],
        )

    def end(self) -> None:
        """Begin no further task."""
        self._ends.set()

    def work(self) -> None:
        """All tasks that are ready. Asked first without a lock: an idle instance does not write."""
        close_old_connections()
        if self._is_broken_off:
            # The database went away before it was told what became of a task.
            _take_up_from(self.name)
            self._is_broken_off = False
        while not self._ends.is_set() and _ready().exists():
            self._is_broken_off = True
            task = self._claim()
            if task:
                self._worker.run_task(task)
            self._is_broken_off = False
            if task is None:
                return

    def _claim(self) -> DBTaskResult[..., Any] | None:
        with exclusive_transaction():
            task: DBTaskResult[..., Any] | None = _ready().get_locked()
            if task:
                task.claim(self.name)
        return task

    def close(self) -> None:
        """Leave; nothing of ours is abandoned."""
        (folder() / self.name).unlink(missing_ok=True)
        self._file.close()


def _ready() -> DBTaskResultQuerySet:
    return DBTaskResult.objects.ready().filter(backend_name=BACKEND)


def _locked(path: Path) -> IO[str]:
    while True:
        file = path.open("w", encoding="ascii")
        fcntl.flock(file, fcntl.LOCK_EX)
        if path.exists() and path.stat().st_ino == os.fstat(file.fileno()).st_ino:
            return file
        file.close()  # somebody took it for one that was abandoned, before we had locked it


def take_up() -> int:
    """Make abandoned tasks of this home ready again; one that was begun too often is failed.

    Returns how many were found.
    """
    found = 0
    for path in sorted(folder().glob("serve-*")):
        # Its worker may leave in good order between two looks.
        with suppress(FileNotFoundError), path.open("r+", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            found += _take_up_from(path.name)
            path.unlink(missing_ok=True)
    return found


def _take_up_from(worker: str) -> int:
    found = 0
    for task in DBTaskResult.objects.running().filter(backend_name=BACKEND):
        if not task.worker_ids or task.worker_ids[-1] != worker:
            continue
        found += 1
        if len(task.worker_ids) >= MOST_TRIES:
            log.error("The task %s was abandoned %s times and is given up.", task.id, MOST_TRIES)
            task.set_failed(TaskWasAbandoned(f"{len(task.worker_ids)} workers were killed."))
        else:
            log.warning("The task %s was abandoned and is done again.", task.id)
            DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING).update(
                status=TaskResultStatus.READY, started_at=None
            )
    return found
