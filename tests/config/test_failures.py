"""What an instance stands on fails under load: kept pages go on, nothing is lost, and it recovers
without anybody's hand. DEPESCHE_TEST_OUTAGE says for how many seconds each failure lasts."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.config.postgres import Postgres, own_postgres
from tests.config.serving import RELEASE, Served, all_ended, copy_of, reading
from tests.config.small_house import lives, until
from tests.journeys.instance import free_port

# Where nothing asks for it, pytest-django makes no database that could be copied.
pytestmark = pytest.mark.django_db
OUTAGE = float(os.environ.get("DEPESCHE_TEST_OUTAGE", "4"))
ON_POSTGRES = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
on_postgres = pytest.mark.skipif(not ON_POSTGRES, reason="is about PostgreSQL")
LONG = 120.0


@pytest.fixture(scope="module")
def postgres(django_db_setup: None) -> Iterator[Postgres]:
    """A server with a migrated, empty database."""
    with own_postgres() as server:
        there = os.environ["DATABASE_URL"].rpartition("/")[0]
        server.copy(there, str(connection.settings_dict["NAME"]))
        yield server


@pytest.fixture(scope="module")
def served(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Served, Postgres]]:
    """A paper on it, with an article that is kept."""
    home = tmp_path_factory.mktemp("postgres") / "home"
    home.mkdir()
    more = {"DATABASE_URL": postgres.url}
    paper = Served(home, free_port(), home.with_suffix(".log"), more=more)
    said = paper.release("bruecke-gesperrt")
    assert said.returncode == 0, said.stderr
    paper.start()
    until(paper.is_kept, LONG)
    yield paper, postgres
    paper.end()


def failing_part(paper: Served) -> str:
    """The part that /healthz names, empty if all is well."""
    status, body, _ = paper.get("/healthz")
    return "" if status == 200 else body.split('"part": "')[1].split('"')[0]


@on_postgres
def test_a_database_that_stands_still(served: tuple[Served, Postgres]) -> None:
    """Nobody is cut off, health says it in time, and all goes on where it stood."""
    paper, postgres = served
    before = paper.crew()
    with reading(paper) as readers:
        postgres.freeze()
        began = time.monotonic()
        until(lambda: failing_part(paper) == "database")
        times = []
        while time.monotonic() - began < OUTAGE:
            asked = time.monotonic()
            assert failing_part(paper) == "database"
            times.append(time.monotonic() - asked)
        postgres.thaw()
        until(lambda: not failing_part(paper), LONG)
    assert min(times, default=0.0) < 2.0
    assert not readers.cut
    assert paper.crew() == before
    assert paper.release("nach-dem-stillstand").returncode == 0
    until(lambda: "Neues von nach-dem-stillstand" in paper.get("/stadt/")[1], LONG)


@contextlib.contextmanager
def releasing(paper: Served, name: str) -> Iterator[subprocess.Popen[str]]:
    """A desk that releases one article after the other, and says each that it was told of."""
    environ = paper.environment() | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": "depesche.config.settings",
    }
    slugs = [f"{name}-{number}" for number in range(500)]
    with subprocess.Popen(
        [sys.executable, "-c", RELEASE, *slugs],
        env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as desk:  # fmt: skip
        yield desk
        desk.kill()


@on_postgres
def test_a_database_that_crashes_and_comes_back(served: tuple[Served, Postgres]) -> None:
    """While the desk releases: whatever it was told is released is there afterwards."""
    paper, postgres = served
    with reading(paper) as readers, releasing(paper, "vor-dem-sturz") as desk:
        assert desk.stdout
        told = [desk.stdout.readline().strip() for _ in range(3)]
        postgres.stop()
        told += desk.stdout.read().split()
        until(lambda: failing_part(paper) == "database")
        began = time.monotonic()
        while time.monotonic() - began < OUTAGE:
            assert paper.is_kept()
        postgres.start()
        until(lambda: not failing_part(paper), LONG)
    assert not readers.cut
    for slug in told:
        until(lambda slug=slug: paper.get(f"/stadt/{slug}/")[0] == 200, LONG)  # type: ignore[misc]
    until(lambda: paper.figures()["wire_unnumbered"] == 0, LONG)


@on_postgres
def test_a_web_worker_killed_while_the_database_is_away(served: tuple[Served, Postgres]) -> None:
    """The next one takes the kept pages from the disk, and says that they may be old."""
    paper, postgres = served
    until(paper.is_kept)
    before = paper.crew()
    postgres.stop()
    try:
        for post in ("web-1", "web-2"):
            os.kill(before[post], signal.SIGKILL)
        until(lambda: not any(map(lives, (before["web-1"], before["web-2"]))))
        until(paper.is_kept, LONG)
        assert "stale" in paper.get()[2]
        assert failing_part(paper) == "database"
    finally:
        postgres.start()
    until(lambda: not failing_part(paper), LONG)
    after = paper.crew()
    assert {post: after[post] for post in ("backroom", "tasks")} == {
        post: before[post] for post in ("backroom", "tasks")
    }
    assert paper.release("nach-beidem").returncode == 0
    until(lambda: "Neues von nach-beidem" in paper.get("/stadt/")[1], LONG)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A Redis of the test's own: its port and its process."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "",
               "--dir", str(tmp_path)]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        yield port, server
        server.kill()


def test_a_redis_that_is_emptied_and_killed(
    laid: Served, tmp_path: Path, redis: tuple[int, subprocess.Popen[bytes]]
) -> None:
    """It only ever carried hints: the paper prints without it."""
    port, server = redis
    paper = copy_of(laid, tmp_path / "home", REDIS_URL=f"redis://127.0.0.1:{port}/0")
    paper.start()
    try:
        until(lambda: paper.is_kept("/stadt/"))
        with reading(paper) as readers:
            subprocess.run(["redis-cli", "-p", str(port), "flushall"], check=True,
                           stdout=subprocess.DEVNULL)  # fmt: skip
            assert paper.release("nach-dem-leeren").returncode == 0
            until(lambda: "Neues von nach-dem-leeren" in paper.get("/stadt/")[1])
            server.kill()
            server.wait()
            assert paper.release("ohne-redis").returncode == 0
            until(lambda: "Neues von ohne-redis" in paper.get("/stadt/")[1])
            assert not failing_part(paper)
        assert not readers.cut
    finally:
        paper.end()


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk of 16 MiB at that folder; skips where nobody may mount one."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(folder)]
    if (
        os.geteuid() != 0
        or subprocess.run(words, check=False, stderr=subprocess.DEVNULL).returncode
    ):
        pytest.skip("only root can mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_disk_that_is_full(laid: Served, tmp_path: Path) -> None:
    """Kept pages go on, health says why, nothing acknowledged is lost, and room is all it needs."""
    disk = tmp_path / "disk"
    with small_disk(disk):
        paper = copy_of(laid, disk / "home")
        paper.log = tmp_path / "log"
        paper.start()
        try:
            until(paper.is_kept)
            crew = paper.crew()
            with reading(paper) as readers:
                filler = disk / "filler"
                _fill(filler)
                until(lambda: failing_part(paper) == "home")
                refused = paper.release("kein-platz")
                filler.unlink()
                until(lambda: not failing_part(paper), LONG)
            assert not readers.cut
            assert paper.crew() == crew
            is_there = paper.get("/stadt/kein-platz/")[0] == 200
            assert is_there or refused.returncode != 0
            assert paper.release("wieder-platz").returncode == 0
            until(lambda: "Neues von wieder-platz" in paper.get("/stadt/")[1], LONG)
        finally:
            paper.end()


def _fill(filler: Path) -> None:
    """Write until nothing more fits."""
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_the_whole_house_is_killed_under_load(laid: Served, tmp_path: Path) -> None:
    """As by a power switch, while the desk releases: what it was told is there afterwards."""
    paper = copy_of(laid, tmp_path / "home")
    paper.start()
    try:
        with releasing(paper, "strom") as desk:
            assert desk.stdout
            told = [desk.stdout.readline().strip() for _ in range(3)]
            crew = paper.crew()
            for pid in [*crew.values(), desk.pid]:
                os.kill(pid, signal.SIGKILL)
            paper.end()
            told += desk.stdout.read().split()
        until(lambda: all_ended(crew))
        paper.start()
        for slug in told:
            assert paper.get(f"/stadt/{slug}/")[0] == 200, slug
        until(lambda: paper.figures()["wire_unnumbered"] == 0, LONG)
    finally:
        paper.end()
        shutil.rmtree(paper.home, ignore_errors=True)
