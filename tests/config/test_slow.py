"""Many who are slow on purpose, by Debian's slowhttptest, against `depesche serve` as it is.

Few here, and all kinds of them at once. `SLOW=1000 pytest tests/config/test_slow.py` sends a
thousand of each kind, one kind after the other.
"""

from __future__ import annotations

import logging
import os
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.config.serving import ARTICLE, Served, copy_of
from tests.config.small_house import until
from tests.edge.server import held_by_the_kernel

log = logging.getLogger(__name__)
# Where nothing asks for it, pytest-django makes no database that could be copied.
pytestmark = pytest.mark.django_db
SLOW = int(os.environ.get("SLOW", "0"))
EACH = SLOW or 50
# Coming, the longest deadline (30 s) and its round, and what a loaded machine adds.
IN_TIME = 60.0
# What the processes may open meanwhile for themselves: a database, a log.
SPARE = 6
KINDS = {
    "headers": ["-H", "-i", "1", "-x", "24"],
    "body": ["-B", "-i", "1", "-s", "100000", "-x", "10"],
    "read": ["-X", "-w", "512", "-y", "1024", "-n", "5", "-z", "32", "-k", "3"],
}
AT_ONCE = [[kind] for kind in KINDS] if SLOW else [list(KINDS)]


@dataclass
class Target:
    """A paper, and what it holds for those who are connected."""

    paper: Served
    workers: list[int]

    def held(self) -> int:
        """Connections and files that the web workers have open."""
        return sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in self.workers)

    def kernel_holds(self) -> int:
        """Connections that the kernel has not done with."""
        return held_by_the_kernel(self.paper.port)

    def ask(self, path: str) -> float:
        """How long an ordinary reader waits for a page, with a connection of its own."""
        started = time.monotonic()
        status, _, _ = self.paper.get(path)
        assert status == 200
        return time.monotonic() - started


@pytest.fixture
def target(laid: Served, tmp_path: Path) -> Iterator[Target]:
    """A paper with a kept article; all its readers come from one address."""
    paper = copy_of(laid, tmp_path / "home", DEPESCHE_CONNECTIONS_PER_ADDRESS="0")
    try:
        paper.start()
        until(paper.is_kept)
        crew = paper.crew()
        yield Target(paper, [pid for name, pid in crew.items() if name.startswith("web")])
    finally:
        paper.end()


@contextmanager
def slow_ones(kind: str, url: str, said: Path) -> Iterator[subprocess.Popen[bytes]]:
    """They come quickly and stay as long as they may, or longer."""
    command = ["slowhttptest", "-c", str(EACH), "-r", str(2 * EACH), "-u", url,
               "-l", str(int(2 * IN_TIME)), "-p", "10", *KINDS[kind]]  # fmt: skip
    with said.open("wb") as file, subprocess.Popen(command, stdout=file, stderr=file) as tool:
        try:
            yield tool
        finally:
            tool.kill()


@pytest.mark.parametrize("kinds", AT_ONCE, ids="-".join)
def test_the_slow_hold_nobody_up(target: Target, kinds: list[str], tmp_path: Path) -> None:
    """While they are there, pages take under a second (p95), kept ones and others; the slow are
    closed in time, and every descriptor comes back."""
    before, most, waited = target.held(), 0, []
    came = 0.7 * EACH * len(kinds)
    started = time.monotonic()
    with ExitStack() as all_of_them:
        for kind in kinds:
            url = target.paper.url + ARTICLE
            all_of_them.enter_context(slow_ones(kind, url, tmp_path / kind))
        while time.monotonic() < started + IN_TIME:
            waited += [target.ask(ARTICLE), target.ask("/healthz")]
            most = max(most, target.held() - before)
            if most > came and not target.kernel_holds():
                break
            time.sleep(0.02)
        took = time.monotonic() - started
        told = [(tmp_path / kind).read_text("utf-8", "replace")[-2000:] for kind in kinds]
        assert most > came, told  # they were there
        assert not target.kernel_holds()
        assert target.held() <= before + SPARE
    p95 = statistics.quantiles(waited, n=20)[-1]
    log.warning("%s: %s at once, gone in %.0f s, p95 %.0f ms", kinds, most, took, p95 * 1000)
    assert p95 < 1
