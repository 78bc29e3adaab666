"""Saying in public what was wrong."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from depesche.kit import clock
from depesche.kit.people import Person
from depesche.newsroom import events, keys
from depesche.newsroom.actions.errors import ArticleIsNotPublic, ReasonIsMissing
from depesche.newsroom.models import Article, Correction
from depesche.wire import actions as wire


@transaction.atomic
def correct(
    article: Article, *, text: str, reason: str, by: Person | None, at: datetime | None = None
) -> Correction:
    """Append a public correction under a released article and to the list of corrections.

    Raises ArticleIsNotPublic, ReasonIsMissing (for an empty text as well).
    """
    if not text.strip() or not reason.strip():
        raise ReasonIsMissing
    current = Article.objects.select_for_update().get(pk=article.pk)
    if not current.is_public:
        raise ArticleIsNotPublic
    correction = Correction.objects.create(
        article=current, at=at or clock.now(), by=by, text=text.strip(), reason=reason.strip()
    )
    wire.append(
        events.ArticleCorrected(
            article=current.pk, language=current.language, correction=correction.pk
        ),
        keys={
            keys.article(current.pk),
            keys.corrections(current.language),
            *keys.volumes(current),
        },
    )
    return correction
