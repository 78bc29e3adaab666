"""The product's settings, with the room of bulletins in it."""

from depesche.config.settings import *  # noqa: F403
from depesche.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.edge.bulletin_room.BulletinRoom"]
