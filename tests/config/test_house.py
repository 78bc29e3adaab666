"""The supervisor: what dies is replaced, what hangs too, and everybody leaves in good order."""

from __future__ import annotations

import os
import signal
import socket
import threading
from pathlib import Path

from tests.config.small_house import Running, lives, running, until


def test_who_is_killed_is_replaced(tmp_path: Path) -> None:
    """At once, at the same post; the other one goes on."""
    with running(tmp_path) as house:
        before = house.crew()
        os.kill(before["web-1"], signal.SIGKILL)
        until(lambda: house.crew()["web-1"] != before["web-1"])
        assert house.crew()["web-2"] == before["web-2"]
        assert "web-1 ended (killed by SIGKILL); it is started again at once." in house.said()


def test_who_hangs_is_replaced(tmp_path: Path) -> None:
    """A process that shows no life is of no use to anybody."""
    with running(tmp_path) as house:
        threading.Thread(target=_ask_in_vain, args=(house.port,)).start()
        until(lambda: "has not moved for 4 s and is ended." in house.said())
        until(lambda: "killed by SIGKILL" in house.said())
        assert len(house.crew()) == 2


def _ask_in_vain(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /hang HTTP/1.1\r\n\r\n")
        try:
            line.recv(100)
        except ConnectionResetError:
            return


def test_who_stands_still_is_replaced(tmp_path: Path) -> None:
    """Stopped by a signal, it hears no other but the last one."""
    with running(tmp_path) as house:
        before = house.crew()
        os.kill(before["web-2"], signal.SIGSTOP)
        until(lambda: house.crew()["web-2"] != before["web-2"])


def test_what_always_dies_is_started_ever_more_slowly(tmp_path: Path) -> None:
    """The others are not disturbed, and the log is not flooded."""
    with running(tmp_path, "--sick") as house:
        until(lambda: "sick ended (code 7); it is started again at once." in house.said())
        until(lambda: "2 times in a row; it is started again in 0.4 s." in house.said())
        until(lambda: "4 times in a row; it is started again in 0.4 s." in house.said())
        assert len(house.crew()) == 2
        assert house.process.poll() is None


def test_a_house_that_never_answers_gives_up(tmp_path: Path) -> None:
    """Whoever started it hears that it failed."""
    with running(tmp_path, "--dumb") as house:
        assert house.process.wait(60) == 1
        assert "never came to answer; the house gives up." in house.said()


def test_told_to_end_it_finishes(tmp_path: Path) -> None:
    """An answer that was begun is given whole; then nobody is left and the port is free."""
    with running(tmp_path) as house:
        crew = house.crew()
        answers: list[tuple[str, int]] = []
        asking = threading.Thread(target=lambda: answers.append(house.ask("/slowly")))
        asking.start()
        until(lambda: "is asked slowly" in house.said())
        house.process.send_signal(signal.SIGTERM)
        assert house.process.wait(30) == 0
        asking.join()
        assert len(answers) == 1
        assert not any(map(lives, crew.values()))
        socket.create_server(("127.0.0.1", house.port)).close()


def test_a_whole_group_is_told_at_once(tmp_path: Path) -> None:
    """Ctrl-C at a terminal reaches every process; that is no second command to end."""
    with running(tmp_path) as house:
        house.crew()
        os.killpg(house.process.pid, signal.SIGINT)
        assert house.process.wait(30) == 0


def test_told_a_second_time_it_ends_at_once(tmp_path: Path) -> None:
    """Somebody does not want to wait; the exit code says that it was not in good order."""
    with running(tmp_path, "--stubborn") as house:
        crew = house.crew()
        house.process.send_signal(signal.SIGTERM)
        house.process.send_signal(signal.SIGINT)
        assert house.process.wait(30) == 1
        assert "everybody is ended at once" in house.said()
        assert not any(map(lives, crew.values()))


def test_who_does_not_leave_is_ended(tmp_path: Path) -> None:
    """In time: whoever told the house to end is waiting."""
    with running(tmp_path, "--stubborn") as house:
        house.crew()
        house.process.send_signal(signal.SIGTERM)
        assert house.process.wait(30) == 1
        assert "did not leave in time and is ended." in house.said()


def test_without_its_supervisor_nobody_stays(tmp_path: Path) -> None:
    """Half a house that holds the port would keep the next one from starting."""
    with running(tmp_path) as house:
        crew = house.crew()
        house.process.kill()
        house.process.wait()
        until(lambda: not any(map(lives, crew.values())))
        socket.create_server(("127.0.0.1", house.port)).close()


def test_who_leaves_is_relieved_before_it_has_left(tmp_path: Path) -> None:
    """An operator ends one worker; the next one does not wait for its slowest answer."""
    with running(tmp_path) as house:
        before = house.crew()
        os.kill(before["web-1"], signal.SIGTERM)
        until(lambda: house.crew()["web-1"] != before["web-1"])
        until(lambda: not lives(before["web-1"]))
        assert house.process.poll() is None


def test_new_code_takes_over(tmp_path: Path) -> None:
    """Same process, same door, other people; nobody who asks meanwhile is refused."""
    with running(tmp_path) as house:
        before = house.crew()
        failed: list[OSError] = []
        ended = threading.Event()
        asking = threading.Thread(target=_ask_on_and_on, args=(house, failed, ended))
        asking.start()
        house.process.send_signal(signal.SIGHUP)
        until(lambda: not any(map(lives, before.values())))
        after = house.crew()
        ended.set()
        asking.join()
        assert not failed
        assert not set(after.values()) & set(before.values())
        assert house.children() == set(after.values())
        house.process.send_signal(signal.SIGTERM)
        assert house.process.wait(30) == 0


def _ask_on_and_on(house: Running, failed: list[OSError], ended: threading.Event) -> None:
    while not ended.is_set():
        try:
            house.ask()
        except OSError as error:
            failed.append(error)


def test_new_code_that_does_not_start_changes_nothing(tmp_path: Path) -> None:
    """The old one goes on, says so, and can be told again."""
    with running(tmp_path) as house:
        before = house.crew()
        house.fails.touch()
        house.process.send_signal(signal.SIGHUP)
        until(lambda: "The new code does not start (code 1)" in house.said())
        assert house.crew() == before
        house.fails.unlink()
        house.process.send_signal(signal.SIGHUP)
        until(lambda: not any(map(lives, before.values())))
        assert len(house.crew()) == 2


def test_new_code_that_was_moved_changes_nothing(tmp_path: Path) -> None:
    """Somebody is just building it anew: there is no program to try."""
    with running(tmp_path, "--moved") as house:
        before = house.crew()
        house.process.send_signal(signal.SIGHUP)
        until(lambda: "The new code cannot be tried" in house.said())
        assert house.crew() == before
        house.process.send_signal(signal.SIGTERM)
        assert house.process.wait(30) == 0


def test_told_of_new_code_while_newer_comes(tmp_path: Path) -> None:
    """What was mended during the rehearsal is rehearsed as well: nobody has to tell again."""
    with running(tmp_path) as house:
        before = house.crew()
        house.fails.touch()
        house.waits.touch()
        house.process.send_signal(signal.SIGHUP)
        until(lambda: "It is rehearsed." in house.said())
        house.fails.unlink()
        house.process.send_signal(signal.SIGHUP)
        house.waits.unlink()
        until(lambda: not any(map(lives, before.values())))
        assert len(house.crew()) == 2
        assert house.said().count("It is rehearsed.") == 2


def test_where_there_is_no_room_for_a_process(tmp_path: Path) -> None:
    """Who died is replaced when there is room again; the house does not fall for want of one."""
    with running(tmp_path, "--crowded") as house:
        before = house.crew()
        os.kill(before["web-1"], signal.SIGKILL)
        until(lambda: "web-1 cannot be started now" in house.said())
        until(lambda: house.crew()["web-1"] != before["web-1"])
        assert house.crew()["web-2"] == before["web-2"]


def test_started_by_somebody_who_ignores_the_end_of_children(tmp_path: Path) -> None:
    """That is inherited; who dies is replaced all the same."""
    with running(tmp_path, "--unasked") as house:
        before = house.crew()
        os.kill(before["web-1"], signal.SIGKILL)
        until(lambda: house.crew()["web-1"] != before["web-1"])
