"""How many questions a page may ask the database, whatever it shows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model

from depesche.newsroom import actions
from depesche.pictures import actions as pictures
from tests import cast
from tests.front import press
from tests.ticker import desk

pytestmark = pytest.mark.django_db

Budget = Callable[..., Any]


def crowded_paper(count: int) -> None:
    """Articles with pictures, topics, authors and an agency in two sections and two languages."""
    picture = cast.bridge_picture()
    for number in range(count):
        section = "stadt" if number % 2 else "wirtschaft"
        cast.released(
            f"meldung-{number}",
            at=cast.NOON + timedelta(minutes=number),
            section=section,
            topic="bruecke",
            authors=[cast.jonas(), cast.derya()],
            agencies=[cast.kuestenpress()],
            lead_picture=picture,
        )
    cast.edition("en")
    pictures.render(picture)
    desk.told(picture=picture.pk, sections=(cast.section().pk,), topics=(cast.topic().pk,))
    desk.hear()
    actions.raise_banner("Eil", language="de", until=timezone.now() + timedelta(hours=1), by=None)


@pytest.mark.parametrize(
    ("address", "budget"),
    [
        ("/", 20),
        ("/stadt/", 12),
        ("/thema/aulebruecke/", 12),
        ("/autor/jonas-ahrendt/", 12),
        ("/archiv/2026/03/02/", 12),
        ("/korrekturen/", 12),
        ("/impressum/", 12),
        ("/stadt/gibt-es-nicht/", 12),
        ("/ticker/", 12),
        ("/ticker/?ressort=stadt", 12),
        ("/ticker/leiste/", 12),
    ],
)
def test_a_page_asks_no_more_than_its_budget(
    address: str, budget: int, django_assert_max_num_queries: Budget
) -> None:
    """However many cards it shows: two dozen here."""
    crowded_paper(24)
    with django_assert_max_num_queries(budget):
        press.fetch(address)


def test_an_article_asks_at_most_twelve_times(django_assert_max_num_queries: Budget) -> None:
    """With pictures, a gallery, cards, links, files, topics, corrections and versions in it."""
    crowded_paper(6)
    other, third = cast.released("eins"), cast.released("zwei")
    picture = cast.bridge_picture()
    pictures.render(picture)
    document = get_document_model().objects.create(
        title="Bericht", file=ContentFile(b"%PDF", name="b.pdf"), file_size=4
    )
    use = {"picture": picture.pk, "caption": "", "label": ""}
    links = [cast.paragraph(f'<a linktype="page" id="{one.pk}">x</a>') for one in (other, third)]
    article = cast.released(
        topic="bruecke",
        authors=[cast.jonas(), cast.derya()],
        lead_picture=picture,
        body=[
            *links,
            {"type": "picture", "value": use},
            {"type": "gallery", "value": {"title": "", "pictures": [use, use, use]}},
            {"type": "related", "value": {"article": other.pk, "label": ""}},
            {"type": "related", "value": {"article": third.pk, "label": ""}},
            {"type": "file", "value": {"document": document.pk, "title": ""}},
        ],
    )
    cast.released("closed", language="en", translation_of=article)
    actions.correct(article, text="x", reason="x", by=None)
    actions.publish(article, by=None)
    with django_assert_max_num_queries(12):
        press.fetch(article.address)
