"""A running newspaper of the journeys' own: its home, its port, its people."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

COMMAND = (sys.executable, "-m", "depesche")
SOURCE = Path(__file__).resolve().parents[2] / "src"
LAY_SECONDS, START_SECONDS, STOP_SECONDS = 900.0, 120.0, 10.0
LAID = "laid"  # the file that says that a home is whole


class Login(TypedDict):
    """One line of demo-logins.json."""

    name: str
    email: str
    password: str
    role: str


class DidNotStart(RuntimeError):
    """The server said nothing at /healthz in time; the message ends with its last words."""


@dataclass
class Instance:
    """A server on a port of its own. home: everything it owns. log: what it printed."""

    home: Path
    port: int
    log: Path
    server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def logins(self) -> list[Login]:
        """The demo people with their passwords."""
        found: list[Login] = json.loads((self.home / "demo-logins.json").read_text("utf-8"))
        return found

    def login_of(self, role: str) -> Login:
        """The first of the demo people in that role."""
        return next(login for login in self.logins() if login["role"] == role)

    def environment(self) -> dict[str, str]:
        """What the product's command needs to work on this instance."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
        return kept | {
            "HOME": str(self.home),
            "DEPESCHE_HOME": str(self.home),
            "PYTHONPATH": str(SOURCE),
            "DEPESCHE_SECRET_KEY": "a secret of the journeys, known to everyone",
            "PORT": str(self.port),
        }

    def run(self, *words: str, seconds: float = 60) -> subprocess.CompletedProcess[str]:
        """The product's own command on this instance, as an operator would type it."""
        return subprocess.run(
            [*COMMAND, *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )

    def start(self, *words: str, seconds: float = START_SECONDS) -> float:
        """Start `depesche serve` (or other words) and wait for /healthz. Returns seconds taken."""
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.server = subprocess.Popen(
                [*COMMAND, *(words or ("serve",))],
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        while not self.answers():
            waited = time.monotonic() - began
            if self.server.poll() is not None or waited > seconds:
                self.stop()
                words_said = self.log.read_text("utf-8", "replace")[-2000:]
                raise DidNotStart(f"no answer after {waited:.1f} s:\n{words_said}")
            time.sleep(0.05)
        return time.monotonic() - began

    def answers(self) -> bool:
        """Whether /healthz says that all is well."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        """Stop the server as an operator would, and by force when it does not listen."""
        if self.server is None:
            return
        for how in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.server.pid, how)
                self.server.wait(STOP_SECONDS)
                break
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self.server = None


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def lay_demo(folder: Path) -> Instance:
    """A home with the demo paper in it, laid once and then copied. Nothing runs in it.

    Whoever comes while another process lays it waits for that process.
    """
    folder.mkdir(parents=True, exist_ok=True)
    instance = Instance(folder, free_port(), folder.with_suffix(".log"))
    with folder.with_suffix(".lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not (folder / LAID).exists():
            said = instance.run("demo", "--no-serve", seconds=LAY_SECONDS)
            assert said.returncode == 0, said.stdout + said.stderr
            (folder / LAID).touch()
    return instance


def copy_of(template: Instance, folder: Path) -> Instance:
    """An instance of its own with the same paper."""
    shutil.copytree(template.home, folder, dirs_exist_ok=True, copy_function=_duplicate)
    return Instance(folder, free_port(), folder.with_suffix(".log"))


def _duplicate(source: str, target: str) -> None:
    """A file of a home; of the pictures, which are never written in place, only a link."""
    if "media" in Path(source).parts:
        try:
            os.link(source, target)
        except OSError:  # another disk
            shutil.copy2(source, target)
    else:
        shutil.copy2(source, target)
