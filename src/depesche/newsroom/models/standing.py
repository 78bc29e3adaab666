"""How an article stands: the words the desk shows in lists and over the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from depesche.kit import clock
from depesche.newsroom.models.planning import Schedule
from depesche.newsroom.models.records import Publication

if TYPE_CHECKING:
    from depesche.newsroom.models.article import Article


class Standing(models.TextChoices):
    """One word of how an article stands."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in-review", _("in review")
    SENT_BACK = "sent-back", _("sent back")
    APPROVED = "approved", _("approved")
    RELEASED = "released", _("released")
    CHANGED = "changed", _("changed since release")
    RETRACTED = "retracted", _("retracted")
    SCHEDULED = "scheduled", _("scheduled")
    EMBARGOED = "embargoed", _("embargoed")


def standings(article: Article) -> list[Standing]:
    """What holds of an article now, the most telling first: "released · scheduled"."""
    words = [_public_word(article)]
    review = _review_word(article)
    if review and words == [Standing.DRAFT]:
        words = [review]
    elif review and words != [Standing.RELEASED]:
        words.append(review)
    if article.schedules.filter(outcome="open").exists():
        words.append(Standing.SCHEDULED)
    if article.embargos.filter(lifted_at=None, until__gt=clock.now()).exists():
        words.append(Standing.EMBARGOED)
    return words


def _public_word(article: Article) -> Standing:
    if article.is_public:
        return Standing.CHANGED if article.has_unpublished_changes else Standing.RELEASED
    return Standing.RETRACTED if article.first_released_at else Standing.DRAFT


def _review_word(article: Article) -> Standing | None:
    """Where the latest version is on its way from the reporter to approval."""
    state = (
        article.workflow_states.order_by("-created_at", "-pk")
        .select_related("current_task_state")
        .first()
    )
    if state is None:
        return None
    if state.status == WorkflowState.STATUS_IN_PROGRESS:
        return Standing.IN_REVIEW
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Standing.SENT_BACK
    task = state.current_task_state
    approved = state.status == WorkflowState.STATUS_APPROVED and task is not None
    # Approval holds for the version that was approved, not for what was typed afterwards.
    return (
        Standing.APPROVED if approved and task.revision_id == article.latest_revision_id else None
    )


def is_on_record(revision_id: int) -> bool:
    """Whether somebody planned, released or approved this version, so that it must not change."""
    return any(
        record.objects.filter(revision_id=revision_id).exists()
        for record in (Schedule, Publication, TaskState)
    )
