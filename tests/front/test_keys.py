"""A page changes only when one of its keys is touched: a kept page equals a fresh one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from depesche.newsroom import actions
from depesche.newsroom.models import Article, AuthorDescription, FrontPage, Slot
from depesche.pictures import actions as pictures
from depesche.pictures.models import Picture
from depesche.wire.models import Entry
from tests import cast
from tests.front import press

pytestmark = pytest.mark.django_db

LATER = cast.NOON + timedelta(days=1)

ADDRESSES = (
    "/",
    "/en/",
    "/stadt/",
    "/wirtschaft/",
    "/en/city/",
    "/thema/aulebruecke/",
    "/en/topic/aule-bridge/",
    "/autor/jonas-ahrendt/",
    "/autor/derya-kilic/",
    "/en/author/jonas-ahrendt/",
    "/archiv/2026/03/02/",
    "/archiv/2026/03/03/",
    "/korrekturen/",
    "/impressum/",
    "/stadt/riss/",
    "/stadt/riss/versionen/",
    "/stadt/umleitung/",
    "/stadt/gutachten/",
    "/stadt/spalt/",
    "/stadt/riss/einbettung/1/",
    "/wirtschaft/kaje/",
    "/en/city/crack/",
    "/en/city/detour/",
)


def lay() -> None:
    """A small paper in which most things point at something else."""
    picture = cast.bridge_picture(title="Träger")
    ahead = cast.draft("gutachten", title="Das Gutachten", topic="bruecke")
    related = {"type": "related", "value": {"article": ahead.pk, "label": ""}}
    riss = cast.released(
        "riss", topic="bruecke", lead_picture=picture, body=[cast.paragraph("A"), related]
    )
    cast.released("umleitung", topic="bruecke", authors=[cast.derya()], title="Die Umleitung")
    cast.released("kaje", section="wirtschaft", agencies=[cast.kuestenpress()])
    cast.released("crack", language="en", topic="bruecke", translation_of=riss)
    Slot.objects.create(front=cast.edition(), article=ahead)


def article(slug: str) -> Article:
    """One of the cast's articles as it is now."""
    return Article.objects.get(slug=slug)


def release_changed(which: str, **changes: object) -> None:
    """Release a changed version."""
    changed = article(which).latest_revision.as_object()
    for name, value in changes.items():
        setattr(changed, name, value)
    changed.save_revision()
    actions.publish(changed, by=None)


def describe_jonas() -> None:
    """The paper says something else of Jonas Ahrendt."""
    jonas = cast.jonas()
    AuthorDescription.objects.create(author=jonas, language="de", bio="Schreibt seit 2019.")
    jonas.name = "Jonas Ahrendt-Voss"
    jonas.save()
    actions.describe(jonas)


def recaption() -> None:
    """The picture desk corrects a caption."""
    picture = Picture.objects.get(title="Träger")
    picture.caption, picture.creator = "Der Träger von unten", "Ruben Thiel"
    pictures.change(picture)


def rename_topic() -> None:
    """A topic is called otherwise."""
    topic = cast.topic()
    topic.name = "Die Brücke"
    topic.save()
    actions.describe(topic)


def write_imprint() -> None:
    """The imprint is written."""
    FrontPage.objects.filter(slug="de").update(imprint="<p>Verlag</p>")
    actions.arrange_front(FrontPage.objects.get(slug="de"))


def retract_and_restore() -> None:
    """A retraction that was a mistake."""
    actions.retract(article("umleitung"), reason="Falsch.", by=None)
    actions.take_back_retraction(article("umleitung"), by=None)


EMBED = '[{"type": "embed", "value": {"url": "https://vimeo.com/1", "title": "Film"}}]'

ACTIONS: dict[str, Callable[[], object]] = {
    "release": lambda: actions.publish(article("gutachten"), by=None, at=LATER),
    "new headline": lambda: release_changed("riss", title="Zwei Risse", update_is_material=True),
    "new picture": lambda: release_changed("umleitung", lead_picture=cast.bridge_picture()),
    "new embed": lambda: release_changed("riss", body=EMBED),
    "move": lambda: release_changed("riss", slug="spalt"),
    "new topic": lambda: release_changed("kaje", topics=[cast.topic("bruecke")]),
    "correct": lambda: actions.correct(article("riss"), text="Zwei.", reason="x", by=None),
    "retract": lambda: actions.retract(article("riss"), reason="Falsch.", by=None),
    "retract and restore": retract_and_restore,
    "translate": lambda: cast.released(
        "detour", language="en", translation_of=article("umleitung"), authors=[cast.jonas()]
    ),
    "release into the past": lambda: cast.released(
        "frueher", topic="bruecke", at=cast.NOON - timedelta(days=3)
    ),
    "banner": lambda: actions.raise_banner(
        "Eil", language="de", until=timezone.now() + timedelta(hours=1), by=None
    ),
    "author": describe_jonas,
    "topic": rename_topic,
    "picture": recaption,
    "imprint": write_imprint,
}


@pytest.mark.parametrize("name", ACTIONS)
def test_what_an_action_changes_it_touches(name: str) -> None:
    """Each page whose bytes are others after the action bore a key that its event names."""
    lay()
    before = {address: press.fetch(address) for address in ADDRESSES}
    told = Entry.objects.count()
    ACTIONS[name]()
    touched = {key for entry in Entry.objects.order_by("id")[told:] for key in entry.keys}
    changed = []
    for address, old in before.items():
        new = press.fetch(address)
        if (new.status_code, new.content) != (old.status_code, old.content):
            changed.append(address)
            assert old.edge_keys & touched, f"{address} would be kept as it was"  # type: ignore[attr-defined]
    assert changed or name == "retract and restore", f"{name} changes no page"
