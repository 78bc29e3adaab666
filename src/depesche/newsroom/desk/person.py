"""Who sits at the desk."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.permission_policies.pages import PagePermissionPolicy

WORK = frozenset({"add", "change", "publish"})


def person(request: HttpRequest) -> AbstractUser:
    """The person who asked; the desk's door lets nobody else in. Raises PermissionDenied."""
    if not isinstance(request.user, AbstractUser):
        raise PermissionDenied
    return request.user


def writes(user: AbstractUser) -> bool:
    """Whether somebody works on articles, and so may know of those that readers do not."""
    return bool(PagePermissionPolicy().user_has_any_permission(user, WORK))
