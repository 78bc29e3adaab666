"""A paper served by `depesche serve`, as an operator and as its readers see it."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.config.small_house import lives, until
from tests.journeys.instance import Instance, free_port

ARTICLE = "/stadt/bruecke-gesperrt/"
# A process of the instance that does what the desk does: releases articles of the cast.
RELEASE = """
import sys, django
django.setup()
from tests import cast
from depesche.config import statics
statics.gather()
for slug in sys.argv[1:]:
    cast.released(slug, title=f"Neues von {slug}")
    print(slug, flush=True)
"""


@dataclass
class Served(Instance):
    """An instance with its processes. more: settings beside the ordinary ones."""

    more: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """What its commands need."""
        return super().environment() | {"DEPESCHE_WORKERS": "2"} | self.more

    def release(self, *slugs: str) -> subprocess.CompletedProcess[str]:
        """Release articles of these names, from another process than those that serve."""
        environ = self.environment() | {
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DJANGO_SETTINGS_MODULE": "depesche.config.settings",
        }
        return subprocess.run(
            [sys.executable, "-c", RELEASE, *slugs],
            env=environ, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def get(self, path: str = ARTICLE, seconds: float = 30) -> tuple[int, str, str]:
        """Status, body, and what the edge says of it, over a connection of its own.

        Raises OSError."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        with contextlib.closing(line):
            try:
                line.request("GET", path)
                answer = line.getresponse()
                body = answer.read().decode()
            except http.client.HTTPException as error:
                raise ConnectionError(str(error)) from error
            return answer.status, body, answer.headers.get("Cache-Status", "")

    def is_kept(self, path: str = ARTICLE) -> bool:
        """Whether that page comes from the store of every worker: each question comes to any."""
        return all(
            status == 200 and "hit" in said
            for status, _, said in (self.get(path) for _ in range(16))
        )

    def figures(self) -> dict[str, int]:
        """The page of figures."""
        lines = self.get("/metrics")[1].splitlines()
        rows = (line.removeprefix("depesche_").rsplit(" ", 1) for line in lines if line[0] != "#")
        return {name: int(number) for name, number in rows}

    def crew(self) -> dict[str, int]:
        """The process at each post."""
        return {
            name.split('"')[1]: number
            for name, number in self.figures().items()
            if name.startswith("process_id") and number
        }

    def told(self, what: signal.Signals) -> None:
        """Send the supervisor a signal."""
        assert self.server
        self.server.send_signal(what)

    def leaves(self, seconds: float = 60) -> int:
        """Wait for its end; the exit code."""
        assert self.server
        return self.server.wait(seconds)

    def end(self) -> None:
        """Leave no process behind, whatever the test did."""
        if self.server is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None


def copy_of(template: Served, folder: Path, **more: str) -> Served:
    """An instance of its own with the same paper; the styles are shared, they are only read."""
    static = template.home / "static"
    shutil.copytree(template.home, folder, ignore=shutil.ignore_patterns("static", "bells"))
    (folder / "static").symlink_to(static)
    return Served(folder, free_port(), folder.with_suffix(".log"), more=more)


@dataclass
class Readers:
    """Readers who ask for a kept page on and on. cut: who was refused, cut off or got an error
    page. answers: when each answer came, on the monotonic clock."""

    cut: list[str] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)

    def longest_silence(self) -> float:
        """The longest time in which nobody was answered, in seconds."""
        times = sorted(self.answers)
        return max((b - a for a, b in itertools.pairwise(times)), default=float("inf"))


@contextlib.contextmanager
def reading(paper: Served, path: str = ARTICLE, people: int = 4) -> Iterator[Readers]:
    """While this lasts, half of them over one connection, half over a new one each time."""
    readers = Readers()
    ended = threading.Event()

    def read(*, keeps_line: bool) -> None:
        line: http.client.HTTPConnection | None = None
        while not ended.is_set():
            line = line or http.client.HTTPConnection("127.0.0.1", paper.port, timeout=30)
            try:
                line.request("GET", path)
                answer = line.getresponse()
                whole = answer.read()
                if answer.status != 200 or b"</html>" not in whole:
                    readers.cut.append(f"{answer.status}, {len(whole)} bytes")
                readers.answers.append(time.monotonic())
            except (OSError, http.client.HTTPException) as error:
                readers.cut.append(repr(error))
                line.close()
                line = None
            else:
                if answer.will_close or not keeps_line:
                    line.close()
                    line = None
            ended.wait(0.01)  # the machine has other things to do

    threads = [
        threading.Thread(target=read, kwargs={"keeps_line": bool(n % 2)}) for n in range(people)
    ]
    for thread in threads:
        thread.start()
    try:
        until(lambda: len(readers.answers) > people)
        yield readers
        seen = len(readers.answers)
        until(lambda: len(readers.answers) > seen + people)
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def all_ended(crew: dict[str, int]) -> bool:
    """Whether none of these processes does anything any more."""
    return not any(map(lives, crew.values()))
