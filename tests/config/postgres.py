"""A PostgreSQL of a test's own, which can be stopped, frozen and started again."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bench.parts.load import family


def binaries() -> Path:
    """The folder of initdb and pg_ctl, which Debian keeps off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else found[-1]


@dataclass
class Postgres:
    """home: its folder, its socket in it."""

    home: Path

    @property
    def url(self) -> str:
        """What DATABASE_URL says."""
        return f"postgres://depesche@{quote(str(self.home), safe='')}/postgres"

    def run(self, command: str, *words: str) -> None:
        """One of its own commands, by the user that it demands."""
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        with (self.home / "log").open("ab") as log:
            subprocess.run(
                [*user, str(binaries() / command), *words],
                cwd=self.home, stdout=log, stderr=log, stdin=subprocess.DEVNULL, check=True,
            )  # fmt: skip

    def start(self) -> None:
        """Start it, and wait until it answers. What it says it has written is written."""
        options = {
            "listen_addresses": "", "unix_socket_directories": str(self.home),
            "max_connections": "100", "fsync": "off",
        }  # fmt: skip
        words = [f"-c {name}={shlex.quote(text)}" for name, text in options.items()]
        self.run(
            "pg_ctl", "start", "--wait", "--silent", f"--pgdata={self.home / 'data'}",
            f"--log={self.home / 'server.log'}", f"--options={' '.join(words)}",
        )  # fmt: skip

    def stop(self) -> None:
        """Stop it as a crash does: nobody is asked, no connection is closed in good order."""
        self.run("pg_ctl", "stop", "--silent", "--mode=immediate", f"--pgdata={self.home / 'data'}")

    def freeze(self) -> None:
        """All its processes stand still; connections stay open, and new ones are not answered."""
        self._tell(signal.SIGSTOP)

    def thaw(self) -> None:
        """They go on."""
        self._tell(signal.SIGCONT)

    def _tell(self, what: signal.Signals) -> None:
        first = int((self.home / "data" / "postmaster.pid").read_text().splitlines()[0])
        for pid in family(first):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, what)

    def copy(self, server: str, name: str) -> None:
        """Take over a database of another server."""
        dump = subprocess.Popen(
            [binaries() / "pg_dump", "--no-owner", f"--dbname={server}/{name}"],
            stdout=subprocess.PIPE,
        )
        subprocess.run(
            [binaries() / "psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={self.url}"],
            stdin=dump.stdout, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        assert dump.wait() == 0


@contextlib.contextmanager
def own_postgres() -> Iterator[Postgres]:
    """One that runs, and is gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="depesche-pg-", dir="/tmp"))
    home.chmod(0o711)
    server = Postgres(home)
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
    server.run(
        "initdb", "--auth=trust", "--username=depesche", "--encoding=UTF8", "--locale=C.UTF-8",
        "--no-sync", str(home / "data"),
    )  # fmt: skip
    server.start()
    try:
        yield server
    finally:
        with contextlib.suppress(subprocess.CalledProcessError, OSError):
            server.thaw()
            server.stop()
        shutil.rmtree(home, ignore_errors=True)
