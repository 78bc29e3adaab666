"""`python -m depesche` is the command `depesche`."""

from depesche.config.cli import main

main()
