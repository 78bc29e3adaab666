"""The page of an article."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone, translation
from wagtail.documents import get_document_model

from depesche.newsroom import actions
from depesche.newsroom.models import Article
from depesche.pictures import actions as pictures
from depesche.pictures.models import Label
from tests import cast
from tests.front import press

pytestmark = pytest.mark.django_db


def test_an_article_says_who_what_and_when() -> None:
    """Headline, lead, place, everybody who signs it, and the instant of its release."""
    article = cast.released(
        place_line="Brunnhafen",
        authors=[cast.jonas(), cast.derya()],
        agencies=[cast.kuestenpress()],
    )
    html = press.main(press.page(article.address))
    assert "Die Aulebrücke ist gesperrt" in html
    assert "Ein Riss im Träger zwingt die Stadt zu einem Umweg." in html
    assert 'href="/autor/jonas-ahrendt/">Jonas Ahrendt</a>' in html
    assert 'href="/autor/derya-kilic/">Derya Kılıç</a>' in html
    assert "Küstenpress" in html
    assert "Brunnhafen</span>" in html
    assert 'datetime="2026-03-02T12:00:00+0100"' in html


def test_what_is_not_released_is_not_in_the_paper() -> None:
    """A draft has no page, and neither has an embargoed article."""
    sealed = cast.draft("gutachten")
    actions.embargo(sealed, until=timezone.now() + timedelta(days=1), by=None)
    press.page(cast.draft("entwurf").address, status=404)
    press.page(sealed.address, status=404)


def test_a_card_of_an_unreleased_article_vanishes_until_its_release() -> None:
    """Neither headline nor link leaves the house, and the page knows that it will change."""
    ahead = cast.draft("gutachten", title="Das Gutachten war bekannt")
    link = {
        "type": "paragraph",
        "value": f'<p>Das <a linktype="page" id="{ahead.pk}">Papier</a>.</p>',
    }
    card = {"type": "related", "value": {"article": ahead.pk, "label": "archive"}}
    article = cast.released(body=[link, card])
    html = press.main(press.page(article.address))
    assert "Das Gutachten war bekannt" not in html
    assert "gutachten" not in html
    assert "Das Papier." in html
    assert f"article/{ahead.pk}" in press.keys(article.address)
    actions.publish(ahead, by=None)
    html = press.main(press.page(article.address))
    assert "Das Gutachten war bekannt" in html
    assert f'href="{ahead.address}"' in html


def test_a_related_card_shows_the_label_of_its_own_use() -> None:
    """The same picture may be of the day in its article and an archive picture elsewhere."""
    earlier = cast.released("riss", title="Ein Riss", lead_picture=cast.bridge_picture())
    card = {"type": "related", "value": {"article": earlier.pk, "label": "archive"}}
    article = cast.released(body=[cast.paragraph("Text."), card])
    with translation.override("de"):
        label = str(Label.ARCHIVE.label)
    assert label in press.main(press.page(article.address))
    assert label not in press.main(press.page(earlier.address))


def test_pictures_come_in_modern_formats_with_their_size_and_credit() -> None:
    """AVIF and WebP up to the widest there is, a JPEG for the rest, and nothing that jumps."""
    picture = cast.bridge_picture()
    article = cast.released(lead_picture=picture, lead_caption="Die Brücke am Montag")
    pictures.render(picture)
    html = press.main(press.page(article.address))
    assert 'type="image/avif"' in html
    assert 'type="image/webp"' in html
    assert " 1600w" in html
    assert 'width="1280" height="720"' in html
    assert 'alt="Eine Eisenbrücke über einem breiten Fluss"' in html
    assert "Die Brücke am Montag" in html
    assert "© Nordbild / Ines Kaltenbach" in html


def test_a_picture_whose_files_are_not_made_yet_is_shown_all_the_same() -> None:
    """As a JPEG alone; a page does not wait for every format."""
    article = cast.released(lead_picture=cast.bridge_picture())
    html = press.main(press.page(article.address))
    assert ".jpg" in html
    assert "image/avif" not in html


def test_a_body_prints_every_kind_of_block() -> None:
    """Nothing an editor wrote is lost on the way."""
    picture = cast.bridge_picture()
    document = get_document_model().objects.create(
        title="Prüfbericht", file=ContentFile(b"%PDF-1.4", name="bericht.pdf"), file_size=8
    )
    use = {"picture": picture.pk, "caption": "Der Träger", "label": ""}
    table = {
        "columns": [{"type": "text", "heading": "Jahr"}, {"type": "text", "heading": "Fahrzeuge"}],
        "rows": [{"values": ["Mo", "12.400"]}, {"values": ["Di", "900"]}],
        "caption": "",
    }
    moment = {"when": "März 2024", "headline": "Erste Prüfung", "text": "Ohne Befund."}
    article = cast.released(
        body=[
            cast.paragraph("Ein <b>wichtiger</b> Satz."),
            {"type": "subhead", "value": "Was nun?"},
            {"type": "quote", "value": {"text": "„Wir warten.“", "speaker": "Henrike Sander"}},
            {"type": "picture", "value": use},
            {"type": "gallery", "value": {"title": "Bilder", "pictures": [use, use]}},
            {"type": "fact_box", "value": {"title": "Die Brücke", "text": "<p>Von 1887.</p>"}},
            {"type": "table", "value": {"caption": "Verkehr", "table": table}},
            {"type": "embed", "value": {"url": "https://vimeo.com/12345", "title": "Ein Film"}},
            {"type": "file", "value": {"document": document.pk, "title": ""}},
            {"type": "timeline", "value": {"title": "Verlauf", "moments": [moment, moment]}},
        ]
    )
    html = press.main(press.page(article.address))
    for words in (
        "Ein <b>wichtiger</b> Satz.",
        "Was nun?",
        "„Wir warten.“",
        "Henrike Sander",
        "Der Träger",
        "<p>Von 1887.</p>",
        'class="numeric">12.400',
        f'href="{article.address}einbettung/1/"',
        "Vimeo",
        "Prüfbericht",
        "PDF",
        "Erste Prüfung",
        "<p>Ohne Befund.</p>",
    ):
        assert words in html
    assert "vimeo.com" not in html


def test_links_of_a_text_lead_to_where_things_stand() -> None:
    """To articles and sections by their address of today, and never to another protocol."""
    other = cast.released("umleitung", title="Umleitung")
    section = cast.section("wirtschaft")
    article = cast.released(
        body=[
            cast.paragraph(
                f'<a linktype="page" id="{other.pk}">A</a> '
                f'<a linktype="page" id="{section.pk}">B</a>'
                ' <a href="https://example.org/x?a=1&amp;b=2">C</a> <a href="javascript:x()">D</a>'
            )
        ]
    )
    html = press.main(press.page(article.address))
    assert f'<a href="{other.address}" rel="noopener noreferrer">A</a>' in html
    assert '<a href="/wirtschaft/" rel="noopener noreferrer">B</a>' in html
    assert 'href="https://example.org/x?a=1&amp;b=2"' in html
    assert "javascript" not in html


def test_scripts_of_a_text_never_reach_a_reader() -> None:
    """Whatever came into the database by whatever road, cleaning is the last step."""
    article = cast.released(
        title="</script><script>alert(1)</script>",
        body=[cast.paragraph('<img src=x onerror="alert(1)">Ja<script>alert(1)</script>')],
    )
    html = press.page(article.address)
    assert "<script>" not in html
    assert "onerror" not in html


def test_an_article_knows_its_language_versions() -> None:
    """The switcher and search engines are led to the same article; the original is the default."""
    german = cast.released()
    english = cast.released("bridge-closed", language="en", translation_of=german)
    for address in (german.address, english.address):
        html = press.page(address)
        base = settings.BASE_URL
        assert f'hreflang="de" href="{base}{german.address}"' in html
        assert f'hreflang="en" href="{base}{english.address}"' in html
        assert f'hreflang="x-default" href="{base}{german.address}"' in html
    assert press.page(english.address).startswith('<!doctype html>\n<html lang="en"')


def test_the_switcher_leads_to_the_front_page_where_there_is_no_translation() -> None:
    """And search engines are told of no language version."""
    cast.edition("en")
    html = press.page(cast.released().address)
    assert '<a href="/en/" lang="en"' in html
    assert 'rel="alternate" hreflang' not in html


def test_a_material_update_and_a_correction_are_shown() -> None:
    """With their instants, and the history is offered once there is one."""
    article = cast.released()
    assert "versionen" not in press.page(article.address)
    article.lead = "Zwei Risse."
    article.update_is_material = True
    article.save_revision()
    actions.publish(article, by=None, at=cast.NOON + timedelta(hours=3))
    actions.correct(article, text="Es sind zwei Risse.", reason="falsch gezählt", by=None)
    html = press.page(article.address)
    assert 'datetime="2026-03-02T15:00:00+0100"' in html
    assert "Es sind zwei Risse." in html
    assert "falsch gezählt" not in html
    assert f'href="{article.address}versionen/"' in html


def test_a_retracted_article_leaves_its_reason_and_nothing_else() -> None:
    """410 Gone (RFC 9110, 15.5.11), without the headline."""
    article = cast.released(topic="bruecke")
    actions.retract(article, reason="Die Quelle war erfunden.", by=None)
    html = press.page(article.address, status=410)
    assert "Die Quelle war erfunden." in html
    assert "Aulebrücke ist gesperrt" not in html
    assert "noindex" in html
    actions.take_back_retraction(article, by=None)
    press.page(article.address)


def test_a_retracted_article_is_gone_under_its_old_address_too() -> None:
    """Old links lead to the tombstone with its reason."""
    article = cast.released()
    actions.move(article, section=cast.section("wirtschaft"), by=None)
    actions.retract(article, reason="Die Quelle ist falsch.", by=None)
    answer = press.fetch("/stadt/bruecke-gesperrt/")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        "/wirtschaft/bruecke-gesperrt/",
    )
    assert "Die Quelle ist falsch." in press.page("/wirtschaft/bruecke-gesperrt/", status=410)


def test_a_card_of_ours_goes_with_its_article() -> None:
    """Also one that came with an imported page, and holds the headline in its own words."""
    gone = cast.released("riss", title="Die Fähre fährt")
    card = {"type": "related", "value": {"article": gone.pk, "headline": "Die Fähre fährt"}}
    article = cast.released(body=[cast.paragraph("Text."), card])
    actions.retract(gone, reason="Falsch.", by=None)
    assert "Die Fähre fährt" not in press.page(article.address)


def test_a_moved_article_is_found_under_its_old_address() -> None:
    """A link once given out leads on for good."""
    article = cast.released()
    old = article.address
    article.slug = "bruecke-zu"
    article.save_revision()
    actions.publish(article, by=None)
    answer = press.fetch(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/stadt/bruecke-zu/")


def test_read_on_shows_the_newest_on_the_same_topic() -> None:
    """Released ones only, and never the article itself."""
    article = cast.released(topic="bruecke")
    cast.released("umleitung", title="Die Umleitung", topic="bruecke")
    cast.released("kaje", title="Die neue Kaje", topic="hafen")
    cast.draft("geheim", title="Das geheime Papier", topic="bruecke")
    html = press.main(press.page(article.address))
    assert "Die Umleitung" in html
    assert "Die neue Kaje" not in html
    assert "Das geheime Papier" not in html
    assert html.count("Die Aulebrücke ist gesperrt<") == 1


def test_feeds_of_the_paper_and_of_the_section_are_offered(client: Client) -> None:
    """And each of them is there."""
    article = cast.released()
    html = press.page(article.address)
    found = re.findall(r'<link rel="alternate" type="([^"]*)" title="[^"]*" href="([^"]*)"', html)
    assert [kind for kind, _address in found] == ["application/atom+xml", "application/rss+xml"] * 2
    for kind, address in found:
        assert client.get(address).headers["Content-Type"].startswith(kind)


def test_an_article_in_arabic_is_set_from_right_to_left() -> None:
    """The frame says so; the template follows."""
    cast.PAPER.setdefault("ar", "بوته برونهافن")
    cast.SECTIONS["stadt"].setdefault("ar", ("city", "المدينة"))
    article = cast.released("bridge", language="ar", title="إغلاق الجسر")
    assert Article.objects.get(pk=article.pk).address == "/ar/city/bridge/"
    assert '<html lang="ar" dir="rtl">' in press.page("/ar/city/bridge/")
