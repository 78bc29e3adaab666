"""The picture desk tells what it changes, and files are made before readers ask."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from depesche.config import roles
from depesche.pictures import actions, tasks
from depesche.pictures.models import Picture
from depesche.pictures.renditions import all_specs
from depesche.wire import actions as wire
from depesche.wire.models import Entry
from tests import cast
from tests.newsroom import desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _settled() -> None:
    roles.settle()


def test_a_changed_credit_is_told_with_its_saving() -> None:
    """Pages that show the picture are made anew."""
    picture = cast.bridge_picture()
    sent = {"title": "Aulebrücke", "category": "staff", "tags": "", "creator": "Milan Djurić"}
    where = reverse("wagtailimages:edit", args=[picture.pk])
    desk.sits("picture-editor").post(where, sent)
    assert Picture.objects.get().creator == "Milan Djurić"
    assert Entry.objects.get(kind="picture.changed").keys == [f"picture/{picture.pk}"]


def test_the_form_says_what_release_needs() -> None:
    """The field that the gate calls alt text bears that name here too."""
    form = desk.words(desk.sits("picture-editor").get(reverse("wagtailimages:add")))
    assert "Alternativtext" in form
    assert "Eines von beiden ist nötig." in form


def test_the_first_page_names_the_pictures_that_lack_something() -> None:
    """The picture editor sees what the gate would stop; a reporter, of the own pictures only."""
    cast.bridge_picture(title="Kran")
    cast.bridge_picture(title="Kai", creator="", agency="", description="")
    actions.expect(caption="Pegel", creator="Jo", agency="", taken_on=None, by=None)

    def first_page(role: str) -> str:
        return desk.words(desk.sits(role).get(reverse("wagtailadmin_home")))

    page = first_page("picture-editor")
    assert page.index(">Pegel<") < page.index(">Kai<")
    assert "<td>die Datei und das Recht, sie zu drucken</td>" in page
    assert "<td>der Bildnachweis, der Alternativtext</td>" in page
    assert ">Kran<" not in page
    assert 'role="search"' not in page, "a search that finds nothing"
    assert ">Kai<" not in first_page("reporter")
    assert "unfinished-pictures" not in first_page("moderator")


def test_a_picture_in_the_paper_is_not_deleted() -> None:
    """Alone and in a heap; one that nobody shows is."""
    shown, idle = cast.bridge_picture(), cast.bridge_picture(title="Kran")
    actions.show("article/1", [shown.pk])
    client = desk.sits("picture-editor")
    heap = reverse("wagtail_bulk_action", args=["pictures", "picture", "delete"])
    client.post(reverse("wagtailimages:delete", args=[shown.pk]))
    client.post(f"{heap}?id={shown.pk}")
    client.post(reverse("wagtailimages:delete", args=[idle.pk]))
    assert [picture.pk for picture in Picture.objects.all()] == [shown.pk]


def test_showing_a_picture_leaves_a_note_to_render_it() -> None:
    """Once for a shown one, none for one that was hidden before the note was read."""
    shown, hidden = cast.bridge_picture(), cast.bridge_picture(title="Kran")
    actions.show("article/1", [shown.pk, hidden.pk])
    actions.show("article/1", [shown.pk])
    wire.number()
    wire.tell_consumers()
    notes = DBTaskResult.objects.filter(task_path__endswith="render_delivered_files")
    assert [note.args_kwargs["args"] for note in notes] == [[shown.pk]]


def test_rendering_twice_is_rendering_once() -> None:
    """And a picture that is gone by then troubles nobody."""
    picture = cast.bridge_picture()
    for _time in range(2):
        tasks.render_delivered_files.func(picture.pk)
    assert picture.renditions.count() == len(all_specs())
    # As after a rollback, which tells nobody: the rows alone say what is there.
    picture.renditions.all()._raw_delete(using="default")
    tasks.render_delivered_files.func(picture.pk)
    assert picture.renditions.count() == len(all_specs())
    tasks.render_delivered_files.func(picture.pk + 1)
