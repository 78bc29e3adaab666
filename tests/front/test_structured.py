"""What machines are told."""

from datetime import timedelta

import pytest
from django.conf import settings

from depesche.newsroom import actions
from tests import cast
from tests.front import press

pytestmark = pytest.mark.django_db


def test_a_news_article_names_everybody_and_everything() -> None:
    """All authors, agencies, the picture with its rights, corrections (schema.org NewsArticle)."""
    article = cast.released(
        topic="bruecke",
        short_headline="Brücke zu",
        place_line="Brunnhafen",
        authors=[cast.jonas(), cast.derya()],
        agencies=[cast.kuestenpress()],
        lead_picture=cast.bridge_picture(
            copyright_notice="© 2026 Nordbild", licence_url="https://example.org/licence"
        ),
        lead_caption="Die Brücke am Montag",
    )
    actions.correct(
        article, text="Es sind zwei.", reason="x", by=None, at=cast.NOON + timedelta(hours=1)
    )
    node = press.graph(press.page(article.address))["NewsArticle"]
    assert [who["name"] for who in node["author"]] == [
        "Jonas Ahrendt",
        "Derya Kılıç",
        "Küstenpress",
    ]
    assert [who["@type"] for who in node["author"]] == ["Person", "Person", "Organization"]
    assert node["author"][0]["url"] == f"{settings.BASE_URL}/autor/jonas-ahrendt/"
    assert node["headline"] == "Die Aulebrücke ist gesperrt"
    assert node["alternativeHeadline"] == "Brücke zu"
    assert node["datePublished"] == "2026-03-02T11:00:00+00:00"
    assert node["dateModified"] == "2026-03-02T12:00:00+00:00"
    assert (node["inLanguage"], node["articleSection"]) == ("de", "Stadt")
    assert node["keywords"] == ["Aulebrücke"]
    assert node["publisher"]["@type"] == "NewsMediaOrganization"
    assert node["correction"][0]["text"] == "Es sind zwei."
    image = node["image"][0]
    assert image["contentUrl"].startswith(f"{settings.BASE_URL}/media/renditions/")
    assert (image["width"], image["height"]) == (1280, 720)
    assert image["creditText"] == "Nordbild / Ines Kaltenbach"
    assert image["copyrightNotice"] == "© 2026 Nordbild"
    assert image["license"] == "https://example.org/licence"
    assert image["caption"] == "Die Brücke am Montag"
    assert image["creator"] == {"@type": "Person", "name": "Ines Kaltenbach"}


def test_the_way_from_the_front_page_is_told() -> None:
    """As a BreadcrumbList: paper, section, article."""
    article = cast.released()
    steps = press.graph(press.page(article.address))["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [
        f"{settings.BASE_URL}{address}" for address in ("/", "/stadt/", article.address)
    ]


def test_other_sites_are_told_what_they_show() -> None:
    """Open Graph, with a picture in the shape they cut."""
    article = cast.released(lead_picture=cast.bridge_picture())
    html = press.page(article.address)
    assert 'property="og:type" content="article"' in html
    assert 'property="og:image:width" content="1200"' in html
    assert 'property="og:image:height" content="630"' in html
    assert f'property="og:url" content="{settings.BASE_URL}{article.address}"' in html
