"""`depesche demo`: the demo newspaper, laid if it is not there, and served."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from depesche.config import statics
from depesche.config.management.commands.serve import port_number
from depesche.config.migrating import is_migrated
from depesche.demo import actions, house


class Command(BaseCommand):
    """Lay and serve the demo newspaper."""

    help = "Serve the demo newspaper; the first start lays it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and whether to serve at all."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=port_number, default=settings.ENVIRONMENT.port)
        parser.add_argument("--no-serve", action="store_true", help="Only lay the paper.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, lay what is missing, print the addresses, serve."""
        if not is_migrated():
            self._tell("Preparing the database …")
            call_command("migrate", verbosity=0)
        if not actions.is_laid():
            actions.lay(self._tell)
        actions.render_pictures(self._tell)
        statics.gather()
        if options["no_serve"]:
            return
        self._print_addresses(options["host"], options["port"])
        call_command("serve", host=options["host"], port=options["port"])

    def _tell(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def _print_addresses(self, host: str, port: int) -> None:
        paper = f"http://{host}:{port}"
        self._tell(f"\nThe paper  {paper}/\nThe desk   {paper}/desk/\n\nDemo logins")
        if house.logins_file().is_file():
            for card in json.loads(house.logins_file().read_text(encoding="utf-8")):
                line = f"  {card['role']:<15} {card['email']:<30} {card['password']}"
                self._tell(line)
        self._tell("\nStop with Ctrl-C.")
