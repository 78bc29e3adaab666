"""What Wagtail or the database is about to do to our pages, and may not or must tell.

These listen to Django's and Wagtail's own signals, where no hook and no action stands in the
way: a move by the desk's API, a cascade, the order of the sections.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move, pre_page_move

from depesche.newsroom import actions, keys
from depesche.newsroom.models import (
    Agency,
    Article,
    Author,
    OnlyByAction,
    Section,
    Topic,
    refuse_other_roads,
)
from depesche.pictures import actions as pictures


@receiver(pre_page_move)
def hold_moves(
    sender: type[Page], url_path_before: str, url_path_after: str, **kwargs: Any
) -> None:
    """An article moves by the action alone; a section that was printed stays. Raises
    OnlyByAction."""
    if url_path_before == url_path_after:
        return
    if issubclass(sender, Article):
        refuse_other_roads()
    elif issubclass(sender, Section) and kwargs["instance"].specific.was_printed:
        raise OnlyByAction("Articles were released under the address of this section.")


@receiver(post_page_move)
def tell_new_order(sender: type[Page], instance: Page, **_others: Any) -> None:
    """The sections stand in every page's head in the order of the tree."""
    if issubclass(sender, Section):
        actions.change_frame(instance.specific.edition)


@receiver(pre_delete, sender=Article)
def keep_what_was_released(instance: Article, **_others: Any) -> None:
    """What readers have seen leaves a tombstone, never a gap. Raises OnlyByAction."""
    if instance.first_released_at is not None:
        raise OnlyByAction("An article that was released is retracted, not deleted.")


@receiver(pre_delete, sender=Author)
@receiver(pre_delete, sender=Agency)
@receiver(pre_delete, sender=Topic)
def tell_what_goes(instance: Author | Agency | Topic, **_others: Any) -> None:
    """Pages that name it are made anew, and a portrait is nobody's any more."""
    actions.describe(instance)
    if isinstance(instance, Author):
        pictures.show(keys.author(instance.pk), ())
