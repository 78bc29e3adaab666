"""The one road to readers, and the bar across every other.

Wagtail knows many ways to publish, move and delete a page. What readers see of an article
changes only inside `by_action()`, which the actions of this room open; everywhere else the
change is refused, and the desk says so as it says that a permission is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied

_open: ContextVar[bool] = ContextVar("newsroom_action_at_work", default=False)


class OnlyByAction(PermissionDenied):
    """What readers see was about to change by another road than `newsroom.actions`."""


@contextmanager
def by_action() -> Iterator[None]:
    """Open the road; for the actions of this room alone."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def refuse_other_roads() -> None:
    """Raises OnlyByAction outside of `by_action()`."""
    if not _open.get():
        raise OnlyByAction("What readers see changes through newsroom.actions only.")
