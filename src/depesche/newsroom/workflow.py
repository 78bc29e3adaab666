"""The end of the workflow: approved, which is not yet released."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def approve(workflow_state: WorkflowState, user: object = None) -> None:
    """Leave the version approved; an editor releases or schedules it."""
