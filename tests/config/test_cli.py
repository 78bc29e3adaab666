"""The command `depesche`."""

from __future__ import annotations

import pytest
from django.core.management import get_commands

from depesche.config import cli


def test_help_names_every_command_of_ours(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that help does not name is not found; one that it invents does not run."""
    monkeypatch.setattr("sys.argv", ["depesche"])
    cli.main()
    said = capsys.readouterr().out
    named = {line.split()[1] for line in said.splitlines() if line.startswith("  depesche ")}
    ours = {name for name, room in get_commands().items() if room.startswith("depesche.")}
    assert ours | {"createsuperuser"} == named
