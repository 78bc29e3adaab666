"""The command `depesche`: thin names over the management commands of the rooms."""

import os
import sys

from django.core.management import ManagementUtility


def main() -> None:
    """Run a command; a wrong one ends with a sentence and an exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.config.settings")
    utility = ManagementUtility(["depesche", *(sys.argv[1:] or ["help"])])
    utility.prog_name = "depesche"
    utility.execute()


if __name__ == "__main__":
    main()
