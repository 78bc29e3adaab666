"""The end of the workflow: approved, which is not yet released."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def approve(workflow_state: WorkflowState, **_others: object) -> None:
    """Leave the version approved; an editor releases or schedules it.

    The approval is bound to the version that was the latest at that moment, so that what is
    typed afterwards does not pass for approved.
    """
    task = workflow_state.current_task_state
    task.revision = workflow_state.content_object.get_latest_revision()
    task.save(update_fields=["revision"])
