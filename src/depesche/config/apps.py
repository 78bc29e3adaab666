from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Config(AppConfig):
    name = "depesche.config"
    label = "config"

    def ready(self) -> None:
        """After every migration the roles stand as their table says."""
        post_migrate.connect(settle_roles, sender=self)


def settle_roles(sender: Any, **_kwargs: Any) -> None:
    """Make the groups of the desk."""
    from depesche.config import roles

    roles.settle()
