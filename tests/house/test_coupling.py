"""Foreign keys, migrations and templates keep to the floors, and each rule is seen to fail."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from tests.house import coupling
from tests.house.building import build
from tests.house.plan import TREE, no_complaint, read_plan

pytestmark = pytest.mark.house

PLAN = read_plan()


def test_rows_point_downward() -> None:
    """Foreign keys between rooms go down, never across; at a person only to say by whom."""
    no_complaint(coupling.foreign_keys(PLAN, apps.get_models(include_auto_created=True)))


def test_migrations_wait_for_lower_rooms_only() -> None:
    """The paper's tables can be laid with the readers' wing torn off."""
    no_complaint(coupling.migration_dependencies(PLAN, TREE))


def test_templates_load_from_lower_rooms_only() -> None:
    """`extends` and `include` keep to the floors as imports do."""
    no_complaint(coupling.template_loads(PLAN, TREE))


def test_templates_ask_no_table() -> None:
    """No template reaches into `objects`."""
    no_complaint(coupling.template_queries(TREE))


@isolate_apps("depesche.pictures", "depesche.newsroom")
def test_a_picture_that_points_at_an_article_is_found() -> None:
    """Up is the wrong way."""

    class Essay(models.Model):
        class Meta:
            app_label = "newsroom"

    class Sketch(models.Model):
        essay = models.ForeignKey(Essay, on_delete=models.CASCADE)

        class Meta:
            app_label = "pictures"

    assert coupling.foreign_keys(PLAN, [Sketch]) == [
        "pictures.Sketch.essay points at newsroom.Essay"
    ]
    assert coupling.foreign_keys(PLAN, [Essay]) == []


@isolate_apps("depesche.newsroom")
def test_an_article_may_say_by_whom_and_nothing_else() -> None:
    """`released_by` is a signature; a reader as such has no place in the paper's tables."""

    class Essay(models.Model):
        released_by = models.ForeignKey(
            settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
        )
        reader = models.ForeignKey(
            settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
        )

        class Meta:
            app_label = "newsroom"

    # In an isolated registry the user is known by name only; give the fields their target.
    for field in Essay._meta.local_fields:
        if field.remote_field:
            field.remote_field.model = apps.get_model(settings.AUTH_USER_MODEL)
    assert [line.split()[0] for line in coupling.foreign_keys(PLAN, [Essay])] == [
        "newsroom.Essay.reader"
    ]


def test_a_migration_that_waits_for_the_other_wing_is_found(tmp_path: Path) -> None:
    """Django couples by string here, and import-linter does not see it."""
    text = "class Migration:\n    dependencies = [('readers', '0001'), ('wire', '0001')]\n"
    build(tmp_path, {"newsroom/migrations/0002_wrong.py": text})
    assert coupling.migration_dependencies(PLAN, tmp_path) == [
        "newsroom/migrations/0002_wrong.py waits for readers"
    ]


def test_a_template_that_loads_from_above_is_found(tmp_path: Path) -> None:
    """The newsroom's preview may not lean on the front's page."""
    build(
        tmp_path,
        {
            "front/templates/front/page.html": "<p>",
            "newsroom/templates/newsroom/preview.html": '{% extends "front/page.html" %}',
            "front/templates/front/home.html": '{% include "newsroom/preview.html" %}',
        },
    )
    assert coupling.template_loads(PLAN, tmp_path) == [
        "newsroom/templates/newsroom/preview.html loads front/page.html of front"
    ]


@pytest.mark.parametrize(
    "line", ["{{ article.author.objects.all }}", "{% for a in page.objects.all %}"]
)
def test_a_template_that_asks_a_table_is_found(line: str, tmp_path: Path) -> None:
    """In a variable and in a tag."""
    build(tmp_path, {"front/templates/front/page.html": line})
    assert len(coupling.template_queries(tmp_path)) == 1
