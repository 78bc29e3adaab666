"""The command `depesche`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import ManagementUtility, get_commands

from depesche.config import cli

SECRET = "the secret of this test, 32 characters at least"


def run(
    *words: str, home: Path, secret: str = SECRET, **others: str
) -> subprocess.CompletedProcess[str]:
    """The command as an operator types it."""
    environ = {
        "DEPESCHE_HOME": str(home),
        "DEPESCHE_SECRET_KEY": secret,
        "PYTHONPATH": str(Path(cli.__file__).parents[2]),
    }
    return subprocess.run(
        [sys.executable, "-m", "depesche", *words],
        env=os.environ | environ | others,
        capture_output=True,
        text=True,
        check=False,
    )


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


@pytest.mark.parametrize("command", ["demo", "serve", "migrate", "import"])
def test_help_is_there_before_anything_is_set_up(command: str, tmp_path: Path) -> None:
    """Without a secret, a home or a database."""
    said = run(command, "--help", home=tmp_path / "none", secret="")
    assert said.stdout.startswith(f"usage: depesche {command}"), said.stderr


def test_a_home_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    """By what lays a newspaper, for its own user; a typing mistake elsewhere makes no folder."""
    home, other, full = tmp_path / "far" / "home", tmp_path / "hme", tmp_path / "file"
    full.touch()
    made = run("migrate", "--plan", home=home)
    assert made.returncode == 0, made.stderr
    assert home.stat().st_mode & 0o777 == 0o700
    assert run("serve", home=other).returncode == 1
    assert not other.exists()
    assert run("migrate", home=full / "home").stderr.startswith(f"The home {full}/home cannot be")


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
    said = run("serve", home=tmp_path, DATABASE_URL=f"sqlite:///{tmp_path / nothing}")
    assert said.returncode == 1
    assert said.stderr.startswith("The database cannot be used: ")
    assert said.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "65536", "99999", "http", "-1"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The system would quietly serve 99999 on 34463."""
    with pytest.raises(SystemExit):
        ManagementUtility(["depesche", "serve", f"--port={port}"]).execute()
    assert "a port is a number from 1 to 65535" in capsys.readouterr().err
