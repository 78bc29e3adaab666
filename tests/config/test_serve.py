"""`depesche serve`: whoever dies, is told to leave or gives way to new code, readers are served."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.config.serving import ARTICLE, Served, all_ended, copy_of, reading
from tests.config.small_house import lives, until
from tests.journeys.instance import COMMAND

# Where nothing asks for it, pytest-django makes no database that could be copied.
pytestmark = pytest.mark.django_db
POSTS = ("web-1", "web-2", "backroom", "tasks")


@pytest.mark.parametrize("post", POSTS)
def test_whoever_is_killed_readers_are_served(shared_paper: Served, post: str) -> None:
    """A kept page is answered by the others meanwhile; who was killed is replaced by itself."""
    until(shared_paper.is_kept)
    before = shared_paper.crew()
    with reading(shared_paper) as readers:
        os.kill(before[post], signal.SIGKILL)
        until(lambda: shared_paper.crew().get(post, before[post]) != before[post])
    assert readers.longest_silence() < 10  # on a machine that has other things to do
    if not post.startswith("web"):
        assert not readers.cut
    after = shared_paper.crew()
    assert {name: after[name] for name in POSTS if name != post} == {
        name: before[name] for name in POSTS if name != post
    }
    until(lambda: shared_paper.get("/healthz")[0] == 200)
    assert shared_paper.figures()[f'process_restarts_total{{process="{post}"}}'] >= 1


def test_what_was_released_while_the_back_room_was_dead_is_seen(shared_paper: Served) -> None:
    """It is numbered and told when the next one begins; nothing is lost, nobody has to come."""
    until(lambda: shared_paper.is_kept("/stadt/"))
    backroom = shared_paper.crew()["backroom"]
    os.kill(backroom, signal.SIGSTOP)
    assert shared_paper.release("umleitung").returncode == 0
    os.kill(backroom, signal.SIGKILL)
    until(lambda: "Neues von umleitung" in shared_paper.get("/stadt/")[1])
    until(lambda: shared_paper.figures()["wire_unnumbered"] == 0)


def test_a_release_of_another_process_is_seen_on_a_kept_page(shared_paper: Served) -> None:
    """In every web worker: a command at the terminal has no store to tell."""
    until(lambda: shared_paper.is_kept("/stadt/"))
    assert shared_paper.release("gutachten").returncode == 0
    until(lambda: "Neues von gutachten" in shared_paper.get("/stadt/")[1])
    heard = 'edge_heard{process="web-%s"}'
    until(
        lambda: (
            (figures := shared_paper.figures())[heard % 1]
            == figures[heard % 2]
            == figures["wire_position"]
        )
    )


def test_new_code_is_loaded_and_nobody_is_cut(paper: Served) -> None:
    """Under load: a worker is told to leave, then the house gives way to new code."""
    until(paper.is_kept)
    before = paper.crew()
    with reading(paper) as readers:
        os.kill(before["web-1"], signal.SIGTERM)
        until(lambda: not lives(before["web-1"]))
        paper.told(signal.SIGHUP)
        until(lambda: all_ended(before), seconds=120)
    assert not readers.cut
    after = paper.crew()
    assert set(after) == set(POSTS)
    assert not set(after.values()) & set(before.values())
    assert paper.get("/healthz")[0] == 200


def test_told_to_end_it_takes_what_is_being_sent_and_answers(paper: Served) -> None:
    """Somebody sends in a form over a slow line; then the house ends in good order."""
    crew = paper.crew()
    body = b"username=marlene&password=" + b"x" * 4000
    with socket.create_connection(("127.0.0.1", paper.port), timeout=60) as line:
        head = f"POST /desk/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
        line.sendall(head.encode() + b"\r\n" + body[:1000])
        with socket.create_connection(("127.0.0.1", paper.port), timeout=60) as idle:
            idle.sendall(f"GET {ARTICLE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            assert idle.recv(20).startswith(b"HTTP/1.1 200")
            paper.told(signal.SIGTERM)
            until(lambda: _is_closed(paper.port))
            while idle.recv(65536):
                pass  # ends because the idle one is closed
        line.sendall(body[1000:])
        answer = line.recv(65536)
        assert answer.startswith(b"HTTP/1.1 403 "), answer[:200]
        assert b"connection: close" in answer.lower()
    assert paper.leaves() == 0
    assert all_ended(crew)


def _is_closed(port: int) -> bool:
    """Whether nobody listens there any more."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionRefusedError:
        return True
    return False


def test_half_a_house_does_not_stay(paper: Served) -> None:
    """Without its supervisor everybody leaves, and the next start finds the port free."""
    crew = paper.crew()
    paper.told(signal.SIGKILL)
    paper.leaves()
    until(lambda: all_ended(crew))
    paper.start()
    assert set(paper.crew()) == set(POSTS)


def test_two_instances_live_side_by_side(laid: Served, paper: Served, tmp_path: Path) -> None:
    """Two homes, two ports: what one releases the other does not know."""
    other = copy_of(laid, tmp_path / "other")
    other.start()
    try:
        assert other.release("nur-hier").returncode == 0
        until(lambda: "Neues von nur-hier" in other.get("/stadt/")[1])
        assert "Neues von nur-hier" not in paper.get("/stadt/")[1]
        assert not set(other.crew().values()) & set(paper.crew().values())
    finally:
        other.end()


def test_a_port_that_is_taken_is_said_in_one_sentence(laid: Served, tmp_path: Path) -> None:
    """And the exit code is one that scripts understand."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        other = copy_of(laid, tmp_path / "home")
        said = other.run("serve", f"--port={port}")
    assert said.returncode == 1
    assert said.stderr.strip() == (
        f"Port {port} on 127.0.0.1 is taken: another program listens there."
    )


def test_told_to_end_while_it_starts_it_ends(laid: Served, tmp_path: Path) -> None:
    """Whenever that is: nobody stays, and the port is free."""
    served = copy_of(laid, tmp_path / "home")
    for moment in (0.3, 1.0, 2.0):
        # However far it has come by then.
        _begin(served)
        time.sleep(moment)
        served.told(signal.SIGTERM)
        assert served.leaves() in (0, -signal.SIGTERM)
        assert _is_closed(served.port)


def test_told_of_new_code_while_it_starts_it_starts(laid: Served, tmp_path: Path) -> None:
    """Two deployments follow one another; the second one does not end the paper."""
    served = copy_of(laid, tmp_path / "home")
    try:
        _begin(served)
        until(lambda: not _is_closed(served.port))
        served.told(signal.SIGHUP)
        until(lambda: "Reloading" in served.log.read_text("utf-8"))
        until(served.answers)
    finally:
        served.end()


def _begin(served: Served) -> None:
    """Start it, and wait for nothing."""
    with served.log.open("ab") as log:
        served.server = subprocess.Popen(
            [*COMMAND, "serve"],
            env=served.environment(), stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
