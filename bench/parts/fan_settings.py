"""The product's settings, with the bench's room in it."""

from depesche.config.settings import *  # noqa: F403
from depesche.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.parts.fanroom"]
