"""Where an article stands, and where it stood."""

from __future__ import annotations

from django.db import transaction
from wagtail.actions.move_page import MovePageAction

from depesche.kit.people import Person
from depesche.newsroom import events, keys
from depesche.newsroom.actions.errors import AddressIsTaken, SectionSpeaksAnotherLanguage
from depesche.newsroom.models import Article, FormerAddress, Section, by_action
from depesche.wire import actions as wire


def keep_old_address(before: Article, now: Article) -> None:
    """Let the address of `before` lead to `now` from here on."""
    FormerAddress.objects.filter(path=now.address).delete()
    FormerAddress.objects.update_or_create(path=before.address, defaults={"article_id": now.pk})


@transaction.atomic
def move(article: Article, *, section: Section, by: Person | None) -> None:
    """Put an article into another section of its edition; its old address leads there.

    Raises AddressIsTaken, SectionSpeaksAnotherLanguage.
    """
    current = Article.objects.select_for_update().get(pk=article.pk)
    if current.section_id == section.pk:
        return
    if current.locale_id != section.locale_id:
        raise SectionSpeaksAnotherLanguage
    if Article.objects.filter(section=section, slug=current.slug).exists():
        raise AddressIsTaken
    before = keys.touched(current)
    with by_action():
        # Fetched anew: the tree believes what the object says of its children.
        there = Section.objects.select_for_update().get(pk=section.pk)
        MovePageAction(current, there, pos="last-child", user=by).execute(
            skip_permission_checks=True
        )
    moved = Article.objects.get(pk=current.pk)
    moved.save(clean=False)  # Wagtail moved the page; the article learns its section on saving
    if moved.first_released_at:
        keep_old_address(current, moved)
        wire.append(
            events.ArticleMoved(article=moved.pk, language=moved.language),
            keys=before | keys.touched(moved),
        )
