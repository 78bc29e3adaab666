"""Laying the demo paper."""

from __future__ import annotations

from collections.abc import Callable

from django.core.management import call_command
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from depesche.demo import articles, body, house, ticker
from depesche.newsroom.models import FrontPage
from depesche.pictures import actions as pictures
from depesche.pictures.models import Picture

INDEXING = (
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
)
Tell = Callable[[str], None]


class PaperIsNotEmpty(RuntimeError):
    """The demo paper is laid only where there is no paper yet."""


def is_laid() -> bool:
    """Whether this instance has a paper already."""
    return FrontPage.objects.exists()


def lay(tell: Tell) -> None:
    """Lay the whole demo paper, or nothing of it. Raises PaperIsNotEmpty."""
    if is_laid():
        raise PaperIsNotEmpty
    with transaction.atomic():
        people = house.hire()
        fronts = house.lay_editions()
        house.lay_vocabulary()
        tell("Hanging the pictures …")
        hung = house.hang_pictures(people["picture-editor"])
        archive = body.Archive(hung, house.file_documents(people["picture-editor"]), {})
        tell("Writing and releasing the articles …")
        written = articles.write(archive, people["reporter"])
        articles.lay(written, archive, people)
        articles.arrange(fronts, written)
        ticker.lay(written, hung, people)
    index(tell)


def index(tell: Tell) -> None:
    """Let the desk find everything at once, instead of after a thousand small tasks."""
    tell("Filling the desk's indexes …")
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    waiting.filter(task_path__in=INDEXING).delete()
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)


def render_pictures(tell: Tell) -> None:
    """Make the delivered files of every picture that is shown and has none yet."""
    shown = list(Picture.objects.filter(uses__isnull=False, renditions=None).distinct())
    for number, picture in enumerate(shown, start=1):
        if number % 5 == 1 or number == len(shown):
            tell(f"Making the picture files: {number} of {len(shown)} …")
        pictures.render(picture)
