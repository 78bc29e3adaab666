"""The demo's bodies are stored as the desk would store them."""

import pytest

from depesche.demo import body
from depesche.newsroom.models import Article
from depesche.pictures.models import Use
from tests import cast

pytestmark = pytest.mark.django_db


def test_what_a_gallery_shows_is_released_with_its_article() -> None:
    """A picture that stands on a public page without being public is a broken one."""
    bridge = cast.bridge_picture()
    piece = {"gallery": {"title": "Die Brücke", "pictures": [{"slug": "bridge"}] * 2}}
    cast.released(body=body.blocks((piece,), body.Archive({"bridge": bridge}, {}, {})))
    assert Use.objects.filter(picture=bridge).exists()


def test_the_desk_reads_every_point_of_a_timeline() -> None:
    """An editor who opens the article and saves it must not lose them."""
    points = [{"when": "1887", "headline": "Gebaut"}, {"when": "2026", "headline": "Gesperrt"}]
    piece = {"timeline": {"title": "Die Brücke", "moments": points}}
    article = cast.released(body=body.blocks((piece,), body.Archive({}, {}, {})))
    moments = Article.objects.get(pk=article.pk).body[0].value["moments"]
    assert [moment["headline"] for moment in moments] == ["Gebaut", "Gesperrt"]
