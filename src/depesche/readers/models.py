"""The registered person."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Readers(UserManager["Reader"]):
    """Finds and registers readers; the e-mail address stands where Django expects a user name."""

    def create_user(  # type: ignore[override]
        self, email: str, password: str | None = None, **extra: Any
    ) -> Reader:
        """Register a person; the address is kept in lower case."""
        reader = self.model(email=self.normalize_email(email).lower(), **extra)
        reader.set_password(password)
        reader.save(using=self._db)
        return reader

    def create_superuser(  # type: ignore[override]
        self, email: str, password: str | None = None, **extra: Any
    ) -> Reader:
        """Register the person who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class Reader(AbstractUser):
    """A registered person; staff are readers with groups."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("display name"), max_length=60, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[Readers] = Readers()

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """The name the person chose to be seen under, or first and last name."""
        return self.display_name or super().get_full_name()
