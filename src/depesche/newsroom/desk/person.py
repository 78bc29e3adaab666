"""Who sits at the desk."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def person(request: HttpRequest) -> AbstractUser:
    """The person who asked; the desk's door lets nobody else in. Raises PermissionDenied."""
    if not isinstance(request.user, AbstractUser):
        raise PermissionDenied
    return request.user
