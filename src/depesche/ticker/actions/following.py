"""Articles that appear in the ticker by themselves, and sections whose articles do not."""

from __future__ import annotations

from django.db import transaction

from depesche.kit import clock, text
from depesche.kit.people import Person
from depesche.newsroom.models import Article, Retraction, Section
from depesche.ticker.actions.releasing import release, take_back_withdrawal, withdraw
from depesche.ticker.actions.writing import save_version
from depesche.ticker.copy import Copy
from depesche.ticker.models import Entry, Silence
from depesche.ticker.models.entry import LONGEST_HEADLINE, LONGEST_TEXT


@transaction.atomic
def silence(section: Section, *, by: Person | None) -> None:
    """From now on the articles of a section do not appear by themselves. Twice is once."""
    Silence.objects.get_or_create(
        section=section, ended_at=None, defaults={"at": clock.now(), "by": by}
    )


@transaction.atomic
def end_silence(section: Section, *, by: Person | None) -> None:
    """From now on they do again."""
    Silence.objects.filter(section=section, ended_at=None).update(ended_at=clock.now(), ended_by=by)


@transaction.atomic
def follow(number: int) -> None:
    """Bring the entry of an article into line with the article as it stands now.

    Idempotent: it looks at the article, not at what is said to have happened. Words that somebody
    wrote for the ticker stay; those that were taken from the article follow it.
    """
    article = Article.objects.select_for_update().filter(pk=number).first()
    if article is None:
        return
    entry = Entry.objects.select_for_update().filter(article=article).first()
    if not article.is_public:
        retraction = Retraction.objects.filter(article=article, taken_back_at=None).last()
        if entry and entry.is_public and retraction:
            withdraw(entry, reason=retraction.reason, by=None, with_article=True)
    elif entry is None:
        if not Silence.objects.filter(section=article.section_id, ended_at=None).exists():
            _tell(article)
    else:
        _keep_up(entry, article)


def _tell(article: Article) -> None:
    """The entry counts from the release of the article, also when it is told of later."""
    entry = Entry.objects.create(language=article.language, article=article)
    save_version(entry, _copy(article), by=None, from_article=True)
    release(entry, by=None, at=article.first_released_at)


def _keep_up(entry: Entry, article: Article) -> None:
    last = entry.withdrawals.filter(taken_back_at=None).last()
    if last and last.with_article:
        entry = take_back_withdrawal(entry, by=None)
    latest = entry.latest
    if not entry.is_public or latest is None or not latest.from_article:
        return
    copy = _copy(article)
    if copy != Copy.of(latest):
        material = article.materially_changed_at
        save_version(entry, copy, by=None, from_article=True)
        release(entry, by=None, silently=material is None or material <= latest.at)


def _copy(article: Article) -> Copy:
    headline = article.short_headline or article.headline
    return Copy(
        headline=text.shortened(" ".join(headline.split()), LONGEST_HEADLINE),
        text=text.shortened(article.lead.strip(), LONGEST_TEXT),
        sections=(article.section_id,) if article.section_id else (),
        topics=tuple(sorted(article.topics.values_list("pk", flat=True))),
    )
