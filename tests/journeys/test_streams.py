"""The same events in three clients that know nothing of each other, over a cut: Chromium,
`eventsource` of Node, and `httpx-sse`."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from httpx_sse import connect_sse
from playwright.sync_api import Browser

from tests.conftest import migrated
from tests.edge.posting import SETTINGS, posting
from tests.journeys.browser import NODE
from tests.journeys.instance import Instance, free_port

Seen = list[tuple[str, str, str]]  # kind, id, what it holds
KINDS = ("bulletin.posted", "bulletin.withdrawn")
WORDS = ["plain", "two\r\nlines", "id: 7\n\ndata: no", "\u2028 \u2029 \x85", "Größe", ":", "💬", ""]
SECONDS = 60.0
LISTEN = """(topic) => {
    window.seen = [];
    const source = new EventSource(`/wire/stream?topic=${topic}`);
    const note = (told) => window.seen.push([told.type, told.lastEventId, told.data]);
    for (const kind of ["bulletin.posted", "bulletin.withdrawn", "begun", "reset"]) {
        source.addEventListener(kind, note);
    }
}"""


@dataclass
class Paper(Instance):
    """With the room of bulletins, and one worker: nobody is left who could hold the streams."""

    def environment(self) -> dict[str, str]:
        """What its commands need."""
        return super().environment() | SETTINGS | {"DEPESCHE_WORKERS": "1"}


@pytest.fixture
def bulletin_board(tmp_path: Path) -> Iterator[Paper]:
    """A paper without a page, served."""
    home = tmp_path / "home"
    home.mkdir()
    paper = Paper(home, free_port(), tmp_path / "log")
    if migrated().exists():
        shutil.copy(migrated(), home / "depesche.sqlite3")
    else:
        said = paper.run("migrate", seconds=300)
        assert said.returncode == 0, said.stderr
    paper.start()
    yield paper
    paper.stop()


@contextmanager
def in_node(url: str) -> Iterator[Callable[[], Seen]]:
    """What the client of Node has heard."""
    seen: Seen = []
    program = Path(__file__).resolve().parents[1] / "node" / "listen.mjs"
    with subprocess.Popen(
        ["node", str(program), url], stdout=subprocess.PIPE, text=True, cwd=NODE.parent
    ) as node:
        out = node.stdout
        assert out
        hear = threading.Thread(
            target=lambda: seen.extend(tuple(json.loads(line)) for line in out), daemon=True
        )
        hear.start()
        yield lambda: list(seen)
        node.terminate()


@contextmanager
def in_python(url: str) -> Iterator[Callable[[], Seen]]:
    """What `httpx-sse` has heard; it comes back by our own loop, which keeps its last id."""
    seen: Seen = []
    over = threading.Event()

    def listen() -> None:
        last = ""
        with httpx.Client(timeout=httpx.Timeout(5, read=60), trust_env=False) as client:
            while not over.is_set():
                headers = {"Last-Event-ID": last} if last else {}
                try:
                    with connect_sse(client, "GET", url, headers=headers) as source:
                        for told in source.iter_sse():
                            last = told.id or last
                            if told.data:
                                seen.append((told.event, told.id, told.data))
                except httpx.HTTPError:
                    over.wait(0.2)

    threading.Thread(target=listen, daemon=True).start()
    yield lambda: list(seen)
    over.set()


def bulletins(seen: Seen) -> Seen:
    """Without what is about the stream itself."""
    return [told for told in seen if told[0] in KINDS]


def wait_for(condition: Callable[[], bool], pause: Callable[[float], object] = time.sleep) -> None:
    """Until it holds."""
    until = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < until, "It did not come about in time."
        pause(0.05)


def test_three_clients_hear_the_same(bulletin_board: Paper, browser: Browser) -> None:
    """Awkward words, a server that is killed, and one that leaves: the same list in all three, and
    the same as is fetched anew."""
    url = f"{bulletin_board.url}/wire/stream?topic=bulletins"
    with ExitStack() as stack:
        poster = stack.enter_context(posting(os.environ | bulletin_board.environment()))
        page = stack.enter_context(browser.new_context()).new_page()
        page.goto(f"{bulletin_board.url}/wire/bulletins")
        page.evaluate(LISTEN, "bulletins")

        def chromium() -> Seen:
            return [tuple(told) for told in page.evaluate("window.seen")]

        clients = [
            chromium,
            stack.enter_context(in_node(url)),
            stack.enter_context(in_python(url)),
        ]

        def all_heard(count: int) -> bool:
            return all(len(bulletins(seen())) >= count for seen in clients)

        wait_for(lambda: all("begun" in {told[0] for told in seen()} for seen in clients))
        poster.post(*WORDS)
        wait_for(lambda: all_heard(len(WORDS)))
        for number, how in enumerate((signal.SIGKILL, signal.SIGTERM), start=1):
            os.kill(worker(bulletin_board), how)
            poster.post(f"behind {how.name}")
            wait_for(lambda number=number: all_heard(len(WORDS) + number))  # type: ignore[misc]
        told = httpx.get(f"{bulletin_board.url}/wire/bulletins?after=0", trust_env=False).json()
        found = [bulletins(seen()) for seen in clients]
    assert found[0] == found[1] == found[2]
    assert [json.loads(text) for _, _, text in found[0]] == told["events"]
    assert [event["content"]["word"] for event in told["events"]][: len(WORDS)] == WORDS


def worker(paper: Paper) -> int:
    """The process that answers readers, when it does."""
    found: list[int] = []

    def is_there() -> bool:
        try:
            text = httpx.get(f"{paper.url}/metrics", trust_env=False).text
        except httpx.HTTPError:
            return False
        mark = 'depesche_process_id{process="web-1"} '
        found.extend(int(line.removeprefix(mark)) for line in text.splitlines() if mark in line)
        return bool(found and found[-1])

    wait_for(is_there)
    return found[-1]
