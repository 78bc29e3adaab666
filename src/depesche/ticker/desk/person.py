"""Who sits at the ticker, and what that person may do there."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from depesche.ticker.models import Entry

WRITE, RELEASE = "ticker.add_entry", "ticker.release_entry"


def writer(request: HttpRequest) -> AbstractUser:
    """The person, who may at least write drafts. Raises PermissionDenied."""
    if not isinstance(request.user, AbstractUser) or not request.user.has_perm(WRITE):
        raise PermissionDenied
    return request.user


def releaser(request: HttpRequest) -> AbstractUser:
    """The person, who may release. Raises PermissionDenied."""
    person = writer(request)
    if not person.has_perm(RELEASE):
        raise PermissionDenied
    return person


def may_edit(person: AbstractUser, entry: Entry) -> bool:
    """Who may not release edits what that person began."""
    return person.has_perm(RELEASE) or entry.versions.filter(number=1, by=person.pk).exists()
