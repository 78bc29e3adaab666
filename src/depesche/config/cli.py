"""The command `depesche`: thin names over the management commands of the rooms."""

import os
import secrets
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.management import ManagementUtility
from django.core.management.base import BaseCommand, OutputWrapper
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InternalError,
    NotSupportedError,
    ProgrammingError,
)

HELP = """Depesche, a newsroom in a box.

  depesche serve            serve the paper and the desk, release what is due
  depesche demo             lay and serve the demo newspaper
  depesche migrate          bring the database up to date, and the roles
  depesche import page F…   turn saved pages of other portals into drafts
  depesche flash "TEXT"     tell something in the ticker at once
  depesche createsuperuser  register the first person of the desk

Each says more with --help. All of Django's commands work as well: depesche help --commands
"""

# The rest is the operator's: no such file, no such server, not a database, a full disk.
OUR_OWN_MISTAKES = (
    DataError,
    IntegrityError,
    InternalError,
    NotSupportedError,
    ProgrammingError,
)


HELP_WORDS = {"help", "--help", "-h"}
LAY_A_PAPER = {"migrate", "demo"}


class Sentences(OutputWrapper):
    """Standard error, where a refusal is a sentence and not the name of a class before it."""

    def write(  # type: ignore[override]  # as Django's own
        self,
        msg: str = "",
        style_func: Callable[[str], str] | None = None,
        ending: str | None = None,
    ) -> None:
        """Say it."""
        super().write(msg.removeprefix("CommandError: "), style_func, ending)


class Utility(ManagementUtility):
    """Django's own, with our words."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """The command of that name."""
        command = super().fetch_command(subcommand)
        command.stderr = Sentences(sys.stderr)
        command.stderr.style_func = command.style.ERROR
        return command


def main() -> None:
    """Run a command; a wrong one ends with a sentence and an exit code."""
    if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
        sys.stdout.write(HELP)
        return
    if HELP_WORDS & set(sys.argv):
        # Who asks how it is done may not have got as far as a secret.
        os.environ["DEPESCHE_SECRET_KEY"] = secrets.token_urlsafe()
    os.umask(0o077)  # drafts, embargoed pictures, people's addresses: nobody else's to read
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.config.settings")
    if sys.argv[1] in LAY_A_PAPER and not HELP_WORDS & set(sys.argv):
        _make_home()
    utility = Utility(["depesche", *sys.argv[1:]])
    utility.prog_name = "depesche"
    try:
        utility.execute()
    except DatabaseError as error:
        if "--traceback" in sys.argv or isinstance(error, OUR_OWN_MISTAKES):
            raise
        sys.exit(f"The database cannot be used: {str(error).splitlines()[0]}.")


def _make_home() -> None:
    """The folder of a new instance; any other command would rather be told that it is not there."""
    try:
        settings.HOME.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.exit(f"The home {settings.HOME} cannot be made: {error.strerror or error}.")


if __name__ == "__main__":
    main()
