"""Taking one former version out of the public history of an article."""

from __future__ import annotations

from django.db import transaction

from depesche.kit import clock
from depesche.kit.people import Person
from depesche.newsroom import events, keys
from depesche.newsroom.actions.errors import ReasonIsMissing, VersionIsInThePaper
from depesche.newsroom.models import Article, Publication, Withholding
from depesche.wire import actions as wire


@transaction.atomic
def withhold(publication: Publication, *, reason: str, by: Person | None) -> Withholding:
    """Show readers no more of a former version than that there was one. Twice is once.

    reason: for the desk. Raises ReasonIsMissing, VersionIsInThePaper.
    """
    if not reason.strip():
        raise ReasonIsMissing
    article = Article.objects.select_for_update().get(pk=publication.article_id)
    if publication == article.publications.last():
        raise VersionIsInThePaper
    if standing := publication.withholdings.filter(taken_back_at=None).first():
        return standing
    withheld = Withholding.objects.create(
        article=article, publication=publication, at=clock.now(), by=by, reason=reason.strip()
    )
    _tell(article, publication)
    return withheld


@transaction.atomic
def show_again(publication: Publication, *, by: Person | None) -> None:
    """Put a withheld version back into the history; that it was withheld stays on record."""
    article = Article.objects.select_for_update().get(pk=publication.article_id)
    standing = publication.withholdings.filter(taken_back_at=None)
    if standing.update(taken_back_at=clock.now(), taken_back_by=by):
        _tell(article, publication)


def _tell(article: Article, publication: Publication) -> None:
    wire.append(
        events.ArticleHistoryChanged(
            article=article.pk, language=article.language, publication=publication.pk
        ),
        keys={keys.article(article.pk)},
    )
