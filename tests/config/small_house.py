"""A house without Django, for what the supervisor does: `python -m tests.config.small_house`.

Its web workers answer who they are, hang or die when asked to; it prints its port. `--sick` has a
post that always dies, `--dumb` web workers that never come to answer, `--stubborn` ones that do
not leave. `--unasked` is started by somebody who ignores the end of children, `--crowded` finds no
room for a third process at first, `--moved` has no new code where it ought to be. Its new code is
the same program, and does not start while the file that FAILS names is there, nor is that known
while the file that WAITS names is. `read` and the like below talk to it.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from depesche.config.crew import Patience, Post, Shift
from depesche.config.door import inherited_door, open_door
from depesche.config.house import House
from depesche.config.slate import Slate
from depesche.config.succession import REHEARSAL, Heritage, heritage

log = logging.getLogger(__name__)
PATIENCE = Patience(
    look=0.02, beat=0.1, still=4.0, leave=3.0, well=0.5, longest=0.4, come=20, rehearsal=20
)
SOON = 30.0


def answer(doors: list[socket.socket], words: list[str]) -> Callable[[Shift], None]:
    """The work of a web worker: one question after the other."""

    def work(shift: Shift) -> None:
        if "--dumb" in words:
            sys.exit(3)
        told: list[int] = []
        shift.hear(lambda: told.append(1))
        shift.is_there()
        while not (told and "--stubborn" not in words) and not shift.is_orphaned:
            shift.beat()
            with contextlib.suppress(BlockingIOError):
                line, _ = doors[0].accept()
                with line:
                    line.settimeout(5)
                    asked = line.recv(4096).split(b" ")[1]
                    if asked == b"/hang":
                        time.sleep(1000)
                    if asked == b"/die":
                        os.kill(os.getpid(), signal.SIGKILL)
                    if asked == b"/slowly":
                        log.warning("%s is asked slowly", shift.name)
                        time.sleep(1)
                    body = f"{shift.name} {os.getpid()}".encode()
                    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n"
                    line.sendall(head.encode() + b"Connection: close\r\n\r\n" + body)
            time.sleep(0.01)
        shift.leaves()

    return work


def die(_shift: Shift) -> None:
    """The work of the sick."""
    sys.exit(7)


def crowd() -> None:
    """Let the third fork fail, and the next ones succeed."""
    fork, forks = os.fork, itertools.count(1)

    def may_fork() -> int:
        if next(forks) == 3:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return fork()

    os.fork = may_fork


def main(words: list[str]) -> int:
    """Run the house."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    if REHEARSAL in words:
        fails = Path(os.environ["FAILS"]).exists()
        log.warning("It is rehearsed.")
        until(lambda: not Path(os.environ["WAITS"]).exists())
        return int(fails)
    if "--unasked" in words:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    if "--crowded" in words:
        crowd()
    found = heritage(os.environ)
    doors = inherited_door(found[1]) if found else open_door("127.0.0.1", 0)
    sys.stdout.write(f"{doors[0].getsockname()[1]}\n")
    sys.stdout.flush()
    posts = [Post(f"web-{n}", answer(doors, words), opens=True) for n in (1, 2)]
    if "--sick" in words:
        posts.append(Post("sick", die))
    program = "/nowhere/python" if "--moved" in words else sys.executable
    command = [program, "-m", "tests.config.small_house", *words]
    return House(
        posts,
        doors,
        slate=Slate(),
        patience=PATIENCE,
        successor=command,
        heritage=found[0] if found else Heritage(),
    ).run()


@dataclass
class Running:
    """The house as its tests see it. log: what it said. fails: the file that stops new code.
    waits: the one that lets it take its time."""

    process: subprocess.Popen[str]
    port: int
    log: Path
    fails: Path
    waits: Path

    def ask(self, path: str = "/who") -> tuple[str, int]:
        """Who answers: the name and the process. Raises OSError."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as said:
            name, pid = said.read().decode().split()
        return name, int(pid)

    def crew(self) -> dict[str, int]:
        """The process of each web worker, when both have answered."""
        found: dict[str, int] = {}
        until(lambda: found.update([self.ask()]) or len(found) == 2)
        return found

    def said(self) -> str:
        """The log."""
        return self.log.read_text("utf-8")

    def children(self) -> set[int]:
        """The processes that live and have this one as their parent."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(pid) for pid in path.read_text().split()}


def until(condition: Callable[[], bool], seconds: float = SOON) -> None:
    """Wait for a condition; one that raises OSError does not hold. Fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError):
            if condition():
                return
        assert time.monotonic() < deadline, "It did not come about in time."
        time.sleep(0.02)


def lives(pid: int) -> bool:
    """Whether a process does anything any more; one that nobody has buried yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@contextlib.contextmanager
def running(folder: Path, *words: str) -> Iterator[Running]:
    """A small house, ended by force at the end."""
    log = folder / "house.log"
    fails, waits = folder / "fails", folder / "waits"
    told = {"PYTHONPATH": os.pathsep.join(sys.path), "FAILS": str(fails), "WAITS": str(waits)}
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.config.small_house", *words],
            env=os.environ | told,
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
            start_new_session=True,
        )
    assert process.stdout
    try:
        yield Running(process, int(process.stdout.readline()), log, fails, waits)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
