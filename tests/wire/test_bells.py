"""Bells: who waits is woken from any process, and nobody is ever stopped by a bell."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection, transaction

from depesche.wire import actions as wire
from depesche.wire import bells
from depesche.wire.bells import Bell
from depesche.wire.bells.belfry import Belfry
from depesche.wire.bells.carriers import Alone, Carrier, Courier
from depesche.wire.bells.notices import Notices
from depesche.wire.bells.pubsub import PubSub
from depesche.wire.bells.sockets import Sockets
from tests.wire.postal import LetterSent, send
from tests.wire.processes import environment

SECONDS = 20  # for what takes milliseconds on a machine with nothing else to do
ON_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="Needs NOTIFY.")
# Sets up Django, tells one letter, and is gone, as `depesche import page --release` is.
A_COMMAND = """
import django
django.setup()
from tests.wire.postal import send
send("Jonas")
"""


@pytest.fixture
def hushed() -> Iterator[None]:
    """This process listens to nobody before and after."""
    bells.hush()
    yield
    bells.hush()


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """A Redis of our own, reached by a socket."""
    with running_redis(tmp_path / "redis.sock"):
        yield f"unix://{tmp_path}/redis.sock"


class running_redis:  # noqa: N801  reads as the sentence it stands in
    """Redis while the block lasts."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> subprocess.Popen[bytes]:
        command = ["redis-server", "--port", "0", "--unixsocket", str(self.path), "--save", ""]
        self.server = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=self.path.parent)
        wait_for(self.path.exists)
        return self.server

    def __exit__(self, *args: object) -> None:
        self.server.kill()
        self.server.wait(SECONDS)
        self.path.unlink(missing_ok=True)


def wait_for(truth: Callable[[], object]) -> None:
    """Until it holds."""
    deadline = time.monotonic() + SECONDS
    while not truth():
        assert time.monotonic() < deadline
        time.sleep(0.01)


Make = Callable[[], Carrier]


@pytest.fixture(params=["sockets", "redis", pytest.param("notices", marks=ON_POSTGRESQL)])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Each carrier in turn; every call stands for a process of its own."""
    if request.param == "redis":
        url = request.getfixturevalue("redis_url")
        return lambda: PubSub(url)
    if request.param == "notices":
        request.getfixturevalue("transactional_db")
        return Notices
    return lambda: Sockets(tmp_path / "bells")


@pytest.fixture
def listening(make: Make) -> Iterator[Callable[[], tuple[Carrier, Bell]]]:
    """Makes a process that listens already, and the bell it rings."""
    open_lines: list[Carrier] = []

    def begin() -> tuple[Carrier, Bell]:
        carrier, bell = make(), Bell()
        open_lines.append(carrier)
        carrier.listen(bell.set)
        assert bell.wait(SECONDS)
        bell.clear()
        return carrier, bell

    yield begin
    for carrier in open_lines:
        carrier.close()


Listening = Callable[[], tuple[Carrier, Bell]]


def test_everybody_else_is_woken(make: Make, listening: Listening) -> None:
    """One rings who does not listen himself; all who listen hear it."""
    bells_of_others = [listening()[1] for _ in range(3)]
    make().carry()
    assert all(bell.wait(SECONDS) for bell in bells_of_others)


def test_nobody_wakes_himself(listening: Listening) -> None:
    """In his own process the bells have rung already."""
    mine, bell = listening()
    other, others_bell = listening()
    bell.clear()
    mine.carry()
    assert others_bell.wait(SECONDS)
    assert not bell.is_set()
    other.carry()
    assert bell.wait(SECONDS)


def test_a_thousand_rings_never_wait(make: Make, listening: Listening) -> None:
    """Nobody empties the line of who is busy; whoever rings goes on all the same."""
    _, bell = listening()
    ringing = make()
    begun = time.monotonic()
    for _ in range(1000):
        ringing.carry()
    assert time.monotonic() - begun < 5
    assert bell.wait(SECONDS)


def test_who_stopped_listening_is_no_obstacle(make: Make, listening: Listening) -> None:
    """The others hear as before."""
    gone, _ = listening()
    _, bell = listening()
    gone.close()
    bell.clear()
    make().carry()
    assert bell.wait(SECONDS)


def test_a_frozen_process_stops_nobody(tmp_path: Path) -> None:
    """Its socket is full after a few rings, and stays so."""
    frozen = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    folder = tmp_path / "bells"
    folder.mkdir()
    frozen.bind(str(folder / "1-frozen.bell"))
    ringing = Sockets(folder)
    for _ in range(2000):
        ringing.carry()
    assert (folder / "1-frozen.bell").exists()
    frozen.close()


@pytest.mark.parametrize("next_one", ["rings", "listens"])
def test_a_dead_process_leaves_no_socket(tmp_path: Path, next_one: str) -> None:
    """Whoever comes next takes away what nobody holds."""
    dead = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    folder = tmp_path / "bells"
    folder.mkdir()
    dead.bind(str(folder / "1-dead.bell"))
    dead.close()
    other = Sockets(folder)
    if next_one == "rings":
        other.carry()
    else:
        begun = threading.Event()
        other.listen(begun.set)
        assert begun.wait(SECONDS)
    assert not (folder / "1-dead.bell").exists()
    other.close()


def test_a_home_may_have_a_long_name(tmp_path: Path) -> None:
    """Longer than the 107 bytes of a socket's address."""
    folder = tmp_path.joinpath(*["a-home-with-a-long-name"] * 6, "bells")
    listener, bell = Sockets(folder), Bell()
    listener.listen(bell.set)
    assert bell.wait(SECONDS)
    bell.clear()
    Sockets(folder).carry()
    assert bell.wait(SECONDS)
    listener.close()
    assert list(folder.iterdir()) == []


def test_a_carrier_that_is_away_is_only_slower(tmp_path: Path) -> None:
    """Nothing is raised, nobody waits; when it is back, its listeners are rung."""
    path = tmp_path / "redis.sock"
    carrier, bell = PubSub(f"unix://{path}"), Bell()
    carrier.carry()
    carrier.listen(bell.set)
    for _ in range(2):
        with running_redis(path) as server:
            assert bell.wait(SECONDS)
            bell.clear()
            PubSub(f"unix://{path}").carry()
            assert bell.wait(SECONDS)
            server.send_signal(signal.SIGSTOP)
            carrier.carry()  # it will not answer
            server.send_signal(signal.SIGCONT)
        bell.clear()
    carrier.close()


@ON_POSTGRESQL
@pytest.mark.django_db(transaction=True)
def test_a_lost_line_is_laid_again() -> None:
    """The server ended our session: the bell rings when it is there again."""
    listener, bell = Notices(), Bell()
    listener.listen(bell.set)
    assert bell.wait(SECONDS)
    bell.clear()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
    assert bell.wait(SECONDS)
    bell.clear()
    Notices().carry()
    assert bell.wait(SECONDS)
    listener.close()


@pytest.mark.parametrize("carrier", ["the database's own", "redis"])
@pytest.mark.django_db(transaction=True)
def test_a_command_wakes_the_server(
    carrier: str, hushed: None, request: pytest.FixtureRequest, settings: LazySettings
) -> None:
    """It tells the wire and is gone; who waits in another process is woken without a tick."""
    environ = environment()
    if carrier == "redis":
        settings.REDIS_URL = environ["REDIS_URL"] = request.getfixturevalue("redis_url")
    bell = wire.bell()
    assert bell.wait(SECONDS)
    bell.clear()
    subprocess.run([sys.executable, "-c", A_COMMAND], env=environ, check=True, timeout=120)
    assert bell.wait(SECONDS)
    assert wire.number() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_is_woken_for_what_was_rolled_back(hushed: None, settings: LazySettings) -> None:
    """Another process hears the second letter; of the first there was nothing to hear."""
    rung: list[float] = []
    other = Notices() if connection.vendor == "postgresql" else Sockets(settings.HOME / "bells")
    other.listen(lambda: rung.append(time.monotonic()))
    wait_for(lambda: len(rung) == 1)
    with transaction.atomic():
        wire.append(LetterSent(to="Carla"), keys=())
        transaction.set_rollback(True)
    committed = time.monotonic()
    send("Jonas")
    wait_for(lambda: len(rung) > 1)
    assert rung[1] >= committed
    other.close()


@pytest.mark.django_db(transaction=True)
def test_a_forked_child_has_a_line_of_its_own(hushed: None) -> None:
    """It takes neither the parent's bells nor the parent's line, and leaves both whole."""
    parents = wire.bell()
    assert parents.wait(SECONDS)
    parents.clear()
    connection.close()
    stays, goes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            wire.ring()
            own = wire.bell()
            well = own.wait(SECONDS) and not parents.is_set()
            os.read(stays, 1)  # an end by force would not wait for the errand
            os._exit(0 if well else 1)
        finally:
            os._exit(2)
    woken = parents.wait(SECONDS)  # by the child, over the line
    os.write(goes, b".")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert woken
    parents.clear()
    subprocess.run([sys.executable, "-c", A_COMMAND], env=environment(), check=True, timeout=120)
    assert parents.wait(SECONDS)


def test_a_bell_lasts_as_long_as_its_owner(alone: None) -> None:
    """A thread that ended leaves nothing that would be rung for ever."""
    belfry = Belfry(Alone)
    kept, given_up = belfry.hang(Bell()), belfry.hang(Bell())
    del given_up
    gc.collect()
    belfry.ring_here()
    assert kept.is_set()
    assert len(belfry._bells) == 1


def test_a_coroutine_is_woken_too(alone: None) -> None:
    """From a thread that knows nothing of loops; a loop that is over hinders nobody."""

    async def sleep() -> bells.LoopBell:
        bell = wire.loop_bell()
        bell.clear()
        threading.Thread(target=wire.ring).start()
        await asyncio.wait_for(bell.wait(), SECONDS)
        return bell

    over = asyncio.run(sleep())
    wire.ring()
    assert over is not None


def test_the_redis_of_these_tests_is_installed() -> None:
    """`bin/setup --dev` brings it."""
    assert shutil.which("redis-server")


def test_where_there_is_no_thread_only_this_ring_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever rings has done his work; it must not fail, nor all ringing after it."""

    def no_thread(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    errands: list[None] = []
    courier = Courier(lambda: errands.append(None))
    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", no_thread)
        courier.send()
    courier.send()
    assert courier.wait(SECONDS)
    assert errands
