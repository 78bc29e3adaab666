"""The command `depesche`."""

from __future__ import annotations

import os

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


def test_what_a_command_writes_is_for_its_own_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts, embargoed pictures and addresses lie in the home; other users of the machine
    cannot read them."""
    monkeypatch.setattr("sys.argv", ["depesche", "version"])
    before = os.umask(0o022)
    try:
        cli.main()
        assert os.umask(0o022) == 0o077
    finally:
        os.umask(before)
