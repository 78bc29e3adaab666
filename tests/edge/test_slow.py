"""Many who are slow on purpose, by slowhttptest; an ordinary reader notices nothing.

Small here. `SLOW=1000 pytest tests/edge/test_slow.py` sends a thousand against the real limits,
and `SLOW_SITE=http://127.0.0.1:8000/ SLOW_PID=…` against a running `depesche serve`, which must
have been started with DEPESCHE_CONNECTIONS_PER_ADDRESS=0.
"""

from __future__ import annotations

import http.client
import logging
import os
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from depesche.edge import serving
from depesche.edge.limits import Limits
from depesche.edge.store import Store
from tests.edge.server import keep, open_house

log = logging.getLogger(__name__)
SLOW = int(os.environ.get("SLOW", "0"))
SITE = os.environ.get("SLOW_SITE", "")
CONNECTIONS = SLOW or 60
# In a hurry, or as the product promises; the watch looks once a second.
LIMITS = (
    Limits(per_address=0)
    if SLOW
    else Limits(whole_request=3, stalled_reader=3, idle=3, per_address=0, round=0.1)
)
# Coming, and the longest deadline with what a loaded machine adds; later is too late.
IN_TIME = 50 if SLOW or SITE else 20
# What a process may open meanwhile for itself: a database, a log, the tool's words.
SPARE = 5
LISTENS, WAITS_OUT = "0A", "06"
MODES = {
    "headers": ["-H", "-i", "1", "-x", "24"],
    "body": ["-B", "-i", "1", "-s", "100000", "-x", "10"],
    "read": ["-X", "-w", "512", "-y", "1024", "-n", "5", "-z", "32", "-k", "3"],
}


@dataclass(frozen=True)
class Target:
    """Who is asked, and the process whose descriptors are counted."""

    url: str
    pid: int | str

    def held(self) -> int:
        """Connections and files that the server has open."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def kernel_holds(self) -> int:
        """Connections with what is still to be sent on them, also those the server has closed."""
        port = f"{urlsplit(self.url).port:04X}"
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        return sum(
            local.endswith(f":{port}") and state not in {LISTENS, WAITS_OUT}
            for _, local, _, state, *_ in lines
        )

    def ask(self, path: str) -> float:
        """How long an ordinary reader waits for a page, with a connection of its own."""
        where = urlsplit(self.url)
        started = time.monotonic()
        line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=30)
        line.request("GET", path)
        assert line.getresponse().read()
        line.close()
        return time.monotonic() - started


@pytest.fixture
def target() -> Iterator[Target]:
    """A server with a small page and one that no socket swallows at once, or a running one."""
    if SITE:
        yield Target(SITE, os.environ["SLOW_PID"])
        return
    before, serving.STORE = serving.STORE, Store(budget=500_000_000)
    serving.STORE.begin(0)
    keep("/one/")
    keep("/large/", text="kept large " * 1_000_000)
    with open_house(limits=LIMITS) as house:
        yield Target(f"http://127.0.0.1:{house.port}/large/", "self")
    serving.STORE = before


@contextmanager
def slow_ones(mode: str, target: Target, said: Path) -> Iterator[subprocess.Popen[bytes]]:
    """They come quickly and stay as long as they may, or longer."""
    command = ["slowhttptest", "-c", str(CONNECTIONS), "-r", str(2 * CONNECTIONS), "-u", target.url,
               "-l", str(2 * IN_TIME), "-p", "10", *MODES[mode]]  # fmt: skip
    with said.open("wb") as file, subprocess.Popen(command, stdout=file, stderr=file) as tool:
        try:
            yield tool
        finally:
            tool.kill()


@pytest.mark.parametrize("mode", MODES)
def test_the_slow_hold_nobody_up(target: Target, mode: str, tmp_path: Path) -> None:
    """While they are there a page takes under a second (p95); they are closed in time, and
    every descriptor comes back."""
    page = urlsplit(target.url).path if SITE else "/one/"
    target.ask(page)
    before, most, waited = target.held(), 0, []
    started = time.monotonic()
    with slow_ones(mode, target, tmp_path / "said") as tool:
        while time.monotonic() < started + IN_TIME and tool.poll() is None:
            waited += [target.ask(page), target.ask("/healthz")]
            most = max(most, target.held() - before)
            if most > CONNECTIONS * 0.7 and not target.kernel_holds():
                break
            time.sleep(0.02)
        took = time.monotonic() - started
        assert most > CONNECTIONS * 0.7, (tmp_path / "said").read_text()[-2000:]  # they were there
        assert not target.kernel_holds()
        assert target.held() <= before + SPARE
    p95 = statistics.quantiles(waited, n=20)[-1]
    log.warning("%s: %s at once, gone in %.0f s, p95 %.0f ms", mode, most, took, p95 * 1000)
    assert p95 < 1
