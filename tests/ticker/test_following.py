"""Every released article appears in the ticker by itself, once, and goes with its article."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from depesche.newsroom import actions as newsroom
from depesche.newsroom.models import Article
from depesche.ticker import actions, queries
from depesche.ticker.actions import Copy
from depesche.ticker.models import Entry
from depesche.wire.models import Position
from tests import cast
from tests.ticker import desk

pytestmark = pytest.mark.django_db


def release_changed(article: Article, **changes: Any) -> None:
    """Release a changed version."""
    changed = Article.objects.get(pk=article.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(changed, name, value)
    changed.save_revision()
    newsroom.publish(article, by=None)
    desk.hear()


def entry_of(article: Article) -> Entry:
    """The one entry of an article."""
    return Entry.objects.select_related("public").get(article=article)


def text_of(article: Article) -> str:
    """What its entry says."""
    public = entry_of(article).public
    assert public is not None
    return f"{public.headline}|{public.text}"


def test_a_released_article_appears_once() -> None:
    """In its section, at the time of its release; however often the wire is read to the ticker."""
    article = cast.released()
    for _ in range(2):
        desk.hear()
        Position.objects.filter(consumer="ticker").update(last=0)
    entry = entry_of(article)
    assert entry.number == article.number
    assert text_of(article) == f"{article.headline}|{article.lead}"
    assert queries.filed([entry.pk]) == {entry.pk: [article.section_id]}
    assert desk.happened() == ["entry.released"]


def test_a_draft_does_not_appear() -> None:
    """Nor does an article that was retracted before the ticker heard of it."""
    cast.draft("entwurf")
    newsroom.retract(cast.released("falsch"), reason="Falsch.", by=None)
    desk.hear()
    assert not Entry.objects.exists()


def test_the_entry_goes_and_comes_with_its_article() -> None:
    """The tombstone says what that of the article says."""
    article = cast.released()
    desk.hear()
    newsroom.retract(article, reason="Falsch.", by=None)
    desk.hear()
    withdrawal = queries.standing_withdrawal(entry_of(article))
    assert withdrawal is not None
    assert withdrawal.reason == "Falsch."
    newsroom.take_back_retraction(article, by=None)
    desk.hear()
    assert entry_of(article).is_public
    assert desk.happened() == ["entry.released", "entry.withdrawn", "entry.released"]


def test_what_somebody_withdrew_stays_withdrawn() -> None:
    """A new version of the article does not bring it back."""
    article = cast.released()
    desk.hear()
    actions.withdraw(entry_of(article), reason="Zu klein.", by=cast.marlene())
    release_changed(article, title="Neu")
    assert not entry_of(article).is_public


def test_the_entry_follows_the_words_of_its_article() -> None:
    """Readers are told "updated" when the article says so, and not for a comma."""
    article = cast.released()
    desk.hear()
    release_changed(article, title="Die Brücke bleibt gesperrt")
    assert text_of(article).startswith("Die Brücke bleibt gesperrt|")
    assert entry_of(article).updated_at is None
    release_changed(article, lead="Zwei Risse.", update_is_material=True)
    assert text_of(article).endswith("|Zwei Risse.")
    assert entry_of(article).updated_at is not None
    before = desk.happened()
    newsroom.correct(article, text="Es war Montag.", reason="Tag", by=None)
    desk.hear()
    assert desk.happened() == before


def test_words_written_for_the_ticker_stay() -> None:
    """Whatever the article says afterwards."""
    article = cast.released()
    desk.hear()
    actions.replace(entry_of(article), Copy(text="Kürzer."), based_on=1, by=None)
    release_changed(article, title="Neu")
    assert text_of(article) == "|Kürzer."


def test_a_long_article_fits_into_an_entry() -> None:
    """What is taken from an article is shortened with a mark, never refused."""
    article = cast.released(title="Wort " * 40, lead="Satz. " * 300)
    newsroom_title = text_of_after_hearing(article)
    assert newsroom_title.count("…") == 2


def text_of_after_hearing(article: Article) -> str:
    """What its entry says once the ticker heard of it."""
    desk.hear()
    return text_of(article)


def test_a_silent_section_does_not_appear_until_the_silence_ends() -> None:
    """What is in the ticker already still follows its article; other sections are not silent."""
    city = cast.section()
    old = cast.released("vorher")
    desk.hear()
    for _ in range(2):
        actions.silence(city, by=cast.marlene())
    silent = cast.released("still", at=cast.NOON + timedelta(hours=1))
    other = cast.released("laut", section="wirtschaft")
    desk.hear()
    assert not Entry.objects.filter(article=silent).exists()
    assert entry_of(other).is_public
    newsroom.retract(old, reason="Falsch.", by=None)
    desk.hear()
    assert entry_of(old).is_withdrawn
    actions.end_silence(city, by=None)
    later = cast.released("spaeter")
    desk.hear()
    assert entry_of(later).is_public


def test_an_entry_that_tells_of_the_article_already_is_the_one() -> None:
    """An entry that was broken out into an article is not followed by a second one."""
    article = cast.draft()
    entry = desk.told()
    Entry.objects.filter(pk=entry.pk).update(article=article)
    newsroom.publish(article, by=None)
    desk.hear()
    assert entry_of(article) == entry
    assert text_of(article) == f"|{desk.CLOSED}"
