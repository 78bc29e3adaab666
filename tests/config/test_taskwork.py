"""Tasks are done at least once, whoever is killed, and not for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import OperationalError
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from depesche.config import taskwork

pytestmark = pytest.mark.django_db(transaction=True)
done: list[str] = []


@task()
def sweep(room: str) -> None:
    """A task of the tests."""
    done.append(room)


@pytest.fixture(autouse=True)
def own_home(settings: LazySettings, tmp_path: Path) -> None:
    """Nothing done, nobody at work."""
    settings.HOME = tmp_path
    done.clear()


def only_task() -> DBTaskResult[..., object]:
    """The one task there is."""
    return DBTaskResult.objects.get()


def test_a_task_is_done() -> None:
    """By the worker, which leaves nothing behind."""
    sweep.enqueue("hall")
    worker = taskwork.TaskWorker()
    worker.work()
    worker.close()
    assert done == ["hall"]
    assert only_task().status == TaskResultStatus.SUCCESSFUL
    assert not list(taskwork.folder().iterdir())


def test_who_is_to_end_begins_nothing() -> None:
    """What waits is left to the next one."""
    sweep.enqueue("hall")
    worker = taskwork.TaskWorker()
    worker.end()
    worker.work()
    worker.close()
    assert not done
    assert only_task().status == TaskResultStatus.READY


def killed_at_work() -> None:
    """A worker claims the task, and its process ends before it is done."""
    worker = taskwork.TaskWorker()
    assert worker._claim()
    worker._file.close()  # as the system does for who is killed


def test_an_abandoned_task_is_done_by_another() -> None:
    """It does not stay 'running' for ever."""
    sweep.enqueue("hall")
    killed_at_work()
    assert only_task().status == TaskResultStatus.RUNNING
    assert taskwork.take_up() == 1
    worker = taskwork.TaskWorker()
    worker.work()
    worker.close()
    assert done == ["hall"]
    assert taskwork.take_up() == 0


def test_a_task_that_is_being_done_is_left_alone() -> None:
    """However long it takes, as long as its worker lives."""
    sweep.enqueue("hall")
    worker = taskwork.TaskWorker()
    assert worker._claim()
    assert taskwork.take_up() == 0
    assert only_task().status == TaskResultStatus.RUNNING
    worker.close()


def test_a_task_of_another_home_is_left_alone() -> None:
    """Another machine's workers cannot be judged from here."""
    sweep.enqueue("hall")
    killed_at_work()
    for file in taskwork.folder().iterdir():
        file.unlink()
    assert taskwork.take_up() == 0
    assert only_task().status == TaskResultStatus.RUNNING


def test_a_task_that_kills_whoever_does_it_is_given_up() -> None:
    """Otherwise it would do so for ever."""
    sweep.enqueue("hall")
    for _ in range(taskwork.MOST_TRIES):
        killed_at_work()
        assert taskwork.take_up() == 1
    failed = only_task()
    assert failed.status == TaskResultStatus.FAILED
    assert failed.exception_class_path.endswith("TaskWasAbandoned")


def test_a_task_of_which_the_database_was_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was away when the task ended. The worker lives on, and so does the task again."""
    sweep.enqueue("hall")
    worker = taskwork.TaskWorker()

    def away(*_told: object) -> None:
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as broken:
        broken.setattr(DBTaskResult, "set_successful", away)
        broken.setattr(DBTaskResult, "set_failed", away)
        with pytest.raises(OperationalError):
            worker.work()
    worker.work()
    worker.close()
    assert done == ["hall", "hall"]
    assert only_task().status == TaskResultStatus.SUCCESSFUL


def test_who_leaves_while_others_look_disturbs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its file was listed and is gone; the next one's is looked at all the same."""
    sweep.enqueue("hall")
    leaving = taskwork.TaskWorker()
    killed_at_work()
    listed = Path.glob

    def glob(place: Path, pattern: str) -> list[Path]:
        found = list(listed(place, pattern))
        leaving.close()
        return found

    monkeypatch.setattr(Path, "glob", glob)
    assert taskwork.take_up() == 1
