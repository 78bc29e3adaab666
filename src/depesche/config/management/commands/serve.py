"""`depesche serve`: the web server and everything that runs beside it."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from depesche.config import clockwork, statics
from depesche.config.environment import HIGHEST_PORT
from depesche.config.migrating import is_migrated
from depesche.edge.protocol import EdgeProtocol

SECONDS_TO_FINISH = 30


def port_number(text: str) -> int:
    """A port as it is typed. The system would take a larger number for another port."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= HIGHEST_PORT):
        raise ArgumentTypeError(f"a port is a number from 1 to {HIGHEST_PORT}, not {text!r}")
    return int(text)


class Command(BaseCommand):
    """Serve the paper and the desk."""

    help = "Serve the paper and the desk, release what is due, and work on tasks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=port_number, default=settings.ENVIRONMENT.port)

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop. Refuses a database that is not migrated."""
        if not is_migrated():
            raise CommandError("The database is not migrated: run 'depesche migrate' first.")
        connection.close()
        statics.gather()
        clockwork.start()
        uvicorn.run(
            "depesche.config.asgi:application",
            host=options["host"],
            port=options["port"],
            http=EdgeProtocol,
            ws="none",
            log_level="warning",
            access_log=False,
            lifespan="off",
            server_header=False,
            proxy_headers=False,  # the edge knows better whom to believe
            timeout_graceful_shutdown=SECONDS_TO_FINISH,
        )
