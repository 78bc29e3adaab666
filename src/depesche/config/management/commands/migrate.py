"""`depesche migrate`: bring the database up to date, and the roles to what their table says."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from depesche.config import roles


class Command(migrate.Command):
    """Django's own command, followed by the roles."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; a partial or planned migration leaves the roles alone."""
        super().handle(*args, **options)
        if not (options["app_label"] or options["plan"] or options["check_unapplied"]):
            roles.settle()
