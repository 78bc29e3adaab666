"""`depesche serve`: the house with all its processes."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, connections
from django.urls import reverse
from django.utils.module_loading import import_string

from depesche.config import posts, rehearsal, roster, statics
from depesche.config.crew import Patience
from depesche.config.door import DoorIsShut, inherited_door, open_door
from depesche.config.environment import HIGHEST_PORT, MOST_WORKERS
from depesche.config.house import House
from depesche.config.migrating import is_migrated
from depesche.config.slate import Slate
from depesche.config.succession import REHEARSAL, Heritage, heritage
from depesche.edge import descriptors

log = logging.getLogger(__name__)

SIGNALS = """
Signals: SIGTERM or Ctrl-C finishes what was begun, for 30 s at most, and ends; a second one ends
at once. SIGHUP starts new code without dropping a connection; if it does not start, the old code
goes on serving.
"""


def port_number(text: str) -> int:
    """A port as it is typed. The system would take a larger number for another port."""
    return _number(text, HIGHEST_PORT, "a port")


def worker_number(text: str) -> int:
    """How many web workers, as it is typed."""
    return _number(text, MOST_WORKERS, "how many workers there are")


def _number(text: str, most: int, what: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and 1 <= int(text) <= most):
        raise ArgumentTypeError(f"{what} is a number from 1 to {most}, not {text!r}")
    return int(text)


class Command(BaseCommand):
    """Serve the paper and the desk."""

    help = "Serve the paper and the desk, release what is due, and work on tasks." + SIGNALS

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, with how many processes."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=port_number, default=settings.ENVIRONMENT.port)
        parser.add_argument(
            "--workers",
            type=worker_number,
            default=settings.ENVIRONMENT.workers,
            help="Processes that answer readers (default: %(default)s, by DEPESCHE_WORKERS).",
        )
        parser.add_argument(REHEARSAL, action="store_true", help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop. Refuses a database that is not migrated."""
        host, port, workers = options["host"], options["port"], options["workers"]
        if options["rehearse"]:
            _prepare()
            rehearsal.rehearse()
            return
        # Who is told of new code before the house stands lets it heed that, and does not end.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
        if few := descriptors.make_room():
            log.warning(few)
        left, doors = _entered(host, port)
        _prepare()
        application = _loaded()
        slate = Slate()
        roster.hang_up(slate)
        house = House(
            posts.posts(application, workers, doors),
            doors,
            slate=slate,
            patience=Patience(),
            successor=[
                sys.executable, "-m", "depesche", "serve",
                f"--host={host}", f"--port={port}", f"--workers={workers}",
            ],
            heritage=left,
        )  # fmt: skip
        sys.exit(house.run())


def _entered(host: str, port: int) -> tuple[Heritage, list[socket.socket]]:
    """What the program before left, and the open door: its own, or a new one."""
    try:
        if found := heritage(os.environ):
            left, numbers = found
            return left, inherited_door(numbers)
        return Heritage(), open_door(host, port)
    except DoorIsShut as sentence:
        raise CommandError(str(sentence)) from None


def _prepare() -> None:
    """See that the database is migrated, and gather the styles and scripts.

    A PostgreSQL that is away comes back; until then what is kept can be served.
    """
    try:
        if not is_migrated():
            raise CommandError("The database is not migrated: run 'depesche migrate' first.")
    except OperationalError as error:
        if connection.vendor == "sqlite":
            raise
        why = str(error).strip().splitlines()[0]
        log.warning("The database cannot be used (%s); only kept pages are served until then.", why)
    statics.gather()


def _loaded() -> Any:
    """The application, with all the code it needs: what is in memory before the fork is there
    once for all processes. No thread, connection or collector may be at work in that moment."""
    application = import_string(settings.ASGI_APPLICATION)
    reverse("wagtailadmin_home")  # reads all addresses
    for one in connections.all():
        one.close()
        if one.vendor == "postgresql":
            one.close_pool()  # type: ignore[attr-defined]
    gc.disable()
    gc.collect()
    gc.freeze()
    return application
