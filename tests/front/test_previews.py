"""The preview at the desk."""

import pytest
from django.test import Client

from depesche.edge import serving
from depesche.newsroom import actions
from depesche.wire import queries as wire
from tests import cast
from tests.front import press

pytestmark = pytest.mark.django_db


def _between(begin: str, end: str, html: str) -> str:
    """One part of a page."""
    return html.split(begin, 1)[1].split(end, 1)[0]


def test_the_preview_is_the_page_to_come() -> None:
    """But for the line that says so: the same words, pictures and blocks, by the same road."""
    body = [cast.paragraph("Seit dem Mittag."), {"type": "subhead", "value": "Was nun?"}]
    draft = cast.draft(body=body, lead_picture=cast.bridge_picture(), topic="bruecke")
    preview = draft.latest_revision.as_object().make_preview_request().content.decode()
    actions.publish(draft, by=None, at=cast.NOON)
    printed = press.main(press.page(draft.address))
    shown = press.main(preview)
    for begin, end in (
        ('<header class="article__head"', "</header>"),
        ('<figure class="article__picture"', "</figure>"),
        ('<div class="article__body"', "<footer"),
    ):
        assert _between(begin, end, shown) == _between(begin, end, printed)
    assert "article__preview" in shown
    assert "article__preview" not in printed


def test_a_preview_shows_the_version_at_hand_not_the_kept_page(client: Client) -> None:
    """Also of a released article whose page was just read."""
    article = cast.released(title="Die alte Zeile")
    serving.STORE.begin(wire.last_position())
    try:
        read = client.get(article.address, headers={"host": "127.0.0.1"})
        assert "stored" in read.headers["Cache-Status"]
        article.title = "Die neue Zeile"
        preview = article.make_preview_request()
    finally:
        serving.STORE.end()
    assert "Die neue Zeile" in preview.content.decode()


def test_a_preview_is_nobodys_to_keep() -> None:
    """It is for one person of the desk, in a frame of the desk."""
    answer = cast.draft().make_preview_request()
    assert "private" in answer.headers["Cache-Control"]
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert not hasattr(answer, "edge_keys")


def test_a_preview_speaks_the_language_of_the_article() -> None:
    """Whatever language the desk is read in."""
    english = cast.draft("closed", language="en")
    assert '<html lang="en"' in english.make_preview_request().content.decode()


def test_an_article_that_was_never_saved_can_be_previewed() -> None:
    """The desk shows it while the first draft is being written."""
    written = cast.draft(lead="Noch nicht gespeichert.")
    written.section_id, written.pk, written.id = None, None, None
    html = written.make_preview_request().content.decode()
    assert "Noch nicht gespeichert." in html
    assert 'href="/stadt/">Stadt</a>' in html
