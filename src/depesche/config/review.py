"""The way from the reporter to approval: one workflow over the whole paper."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

# Rows of the database, which staff may rename; they stand in the language of the first edition.
WAGTAILS = "Moderators approval"  # what Wagtail's own migrations lay
WORKFLOW, TASK = "Redaktion", "Gegenlesen"


def settle(approving: Iterable[Group]) -> None:
    """Let the groups approve what is submitted anywhere in the tree.

    An own workflow that staff put on the tree instead stays.
    """
    root = Page.get_first_root_node()
    task, _made = GroupApprovalTask.objects.get_or_create(name=TASK)
    task.groups.set(approving)
    if (
        WorkflowPage.objects.filter(page=root)
        .exclude(workflow__name="Moderators approval")
        .exists()
    ):
        return
    Workflow.objects.filter(name="Moderators approval").update(active=False)
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
