"""The front page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from depesche.newsroom import actions
from depesche.newsroom.models import Article, Slot
from tests import cast
from tests.front import press

pytestmark = pytest.mark.django_db


def lead_story(html: str) -> str:
    """What stands at the top."""
    return html.split('class="top__lead"', 1)[1].split('class="top__second"', 1)[0]


def put_first(article: Article, **facts: object) -> None:
    """Give an article the first slot of its edition."""
    Slot.objects.create(front=cast.edition(article.language), article=article, **facts)


def test_the_newest_article_with_a_picture_leads_by_itself() -> None:
    """A paper nobody arranged is still a newspaper."""
    cast.released("riss", title="Ein Riss", lead_picture=cast.bridge_picture())
    cast.released("kurz", at=cast.NOON + timedelta(hours=1), title="Kurz gemeldet")
    html = press.page("/")
    assert "Ein Riss" in lead_story(html)
    assert "Kurz gemeldet" in html


def test_what_editors_put_first_stands_first() -> None:
    """Slots come before everything automatic, until their time runs out."""
    old = cast.released("riss", title="Ein Riss")
    cast.released("neu", at=cast.NOON + timedelta(hours=1), title="Neu")
    put_first(old, until=timezone.now() + timedelta(hours=1))
    assert "Ein Riss" in lead_story(press.page("/"))
    Slot.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert "Neu" in lead_story(press.page("/"))


def test_an_unreleased_article_in_a_slot_is_not_shown() -> None:
    """An editor may arrange ahead; nothing leaves before the release."""
    ahead = cast.draft("gutachten", title="Das Gutachten")
    put_first(ahead)
    assert "Das Gutachten" not in press.page("/")
    actions.publish(ahead, by=None)
    assert "Das Gutachten" in lead_story(press.page("/"))


def test_a_section_shows_what_does_not_stand_above() -> None:
    """A strip repeats no story of the top."""
    for hour in range(10):
        cast.released(f"stadt-{hour}", at=cast.NOON + timedelta(hours=hour), title=f"Nr. {hour}")
    cast.released("kaje", section="wirtschaft", at=cast.NOON - timedelta(days=9), title="Die Kaje")
    html = press.page("/")
    strips = html.split('class="strip"')
    assert [f"Nr. {hour}<" in strips[1] for hour in range(10)] == [True] * 4 + [False] * 6
    assert "Die Kaje" in strips[2]


def test_the_breaking_line_stands_over_every_page_until_it_ends() -> None:
    """It leads to its article only when readers may see that."""
    article = cast.draft("gutachten")
    banner = actions.raise_banner(
        "Eilmeldung vom Fluss",
        language="de",
        until=timezone.now() + timedelta(hours=1),
        by=None,
        article=article,
    )
    assert "Eilmeldung vom Fluss" in press.page("/stadt/")
    assert article.address not in press.page("/")
    actions.publish(article, by=None)
    assert f'href="{article.address}">Eilmeldung' in press.page("/")
    actions.end_banner(banner)
    assert "Eilmeldung vom Fluss" not in press.page("/")


def test_an_empty_paper_has_a_front_page() -> None:
    """A fresh instance answers before anything is printed."""
    assert "Brunnhafener Bote" in press.page("/")


def test_an_edition_that_does_not_exist_is_not_there() -> None:
    """Nor are its standing pages."""
    cast.released()
    for address in ("/en/", "/en/imprint/", "/en/corrections/", "/en/author/jonas-ahrendt/"):
        press.page(address, status=404)


def test_every_language_may_have_an_edition() -> None:
    """Russian and Arabic too, as soon as the desk lays one."""
    cast.PAPER.setdefault("ru", "Бруннхафенский вестник")
    cast.edition("ru")
    html = press.page("/ru/")
    assert '<html lang="ru"' in html
    assert 'href="/ru/imprint/"' in html
