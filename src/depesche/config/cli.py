"""The command `depesche`: thin names over the management commands of the rooms."""

import os
import sys

from django.core.management import ManagementUtility
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


def main() -> None:
    """Run a command; a wrong one ends with a sentence and an exit code."""
    if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
        sys.stdout.write(HELP)
        return
    os.umask(0o077)  # drafts, embargoed pictures, people's addresses: nobody else's to read
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.config.settings")
    utility = ManagementUtility(["depesche", *sys.argv[1:]])
    utility.prog_name = "depesche"
    try:
        utility.execute()
    except DatabaseError as error:
        if "--traceback" in sys.argv or isinstance(error, OUR_OWN_MISTAKES):
            raise
        sys.exit(f"The database cannot be used: {str(error).splitlines()[0]}.")


if __name__ == "__main__":
    main()
