"""The command `depesche`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import ManagementUtility, get_commands

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


@pytest.mark.parametrize("nothing", ["missing/bote.sqlite3", "text.sqlite3"])
def test_a_database_that_cannot_be_used_is_said_in_one_sentence(
    nothing: str, tmp_path: Path
) -> None:
    """An operator reads a sentence, not a traceback."""
    (tmp_path / "text.sqlite3").write_text("This is no database. " * 100)
    environ = {
        "DEPESCHE_HOME": str(tmp_path),
        "DEPESCHE_SECRET_KEY": "the secret of this test, 32 characters at least",
        "DATABASE_URL": f"sqlite:///{tmp_path / nothing}",
        "PYTHONPATH": str(Path(cli.__file__).parents[2]),
    }
    run = subprocess.run(
        [sys.executable, "-m", "depesche", "serve"],
        env=os.environ | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("The database cannot be used: ")
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "65536", "99999", "http", "-1"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The system would quietly serve 99999 on 34463."""
    with pytest.raises(SystemExit):
        ManagementUtility(["depesche", "serve", f"--port={port}"]).execute()
    assert "a port is a number from 1 to 65535" in capsys.readouterr().err
