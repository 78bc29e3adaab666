"""The house: keeps every post filled, ends in good order, and gives way to new code.

SIGTERM and Ctrl-C: everybody finishes what was begun, then the house ends; a second one ends all
at once. SIGHUP: when new code proves that it starts, it takes this process over (`succession`),
and its people relieve ours. Needs no Django: what the posts do is given.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Iterable, Sequence

from depesche.config import succession
from depesche.config.crew import Fork, Hand, Patience, Place, Post
from depesche.config.slate import SEATS, Seat, Slate, State

log = logging.getLogger(__name__)

HEARD = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD})
SLEPT_ITSELF = 3.0  # seconds late: then the machine was still, not the others
DEATHS_TO_GIVE_UP = 5
DEATHS_TO_TELL = 3
SECONDS_UNTIL_THERE_IS_ROOM = 1.0


class House:
    """One instance's processes. slate: what they tell each other. successor: the command that
    starts new code, empty for none."""

    def __init__(
        self,
        posts: Iterable[Post],
        doors: Sequence[socket.socket],
        *,
        slate: Slate,
        patience: Patience,
        successor: Sequence[str] = (),
        heritage: succession.Heritage | None = None,
    ) -> None:
        heritage = heritage or succession.Heritage()
        self._places = [Place(post, starts=heritage.starts.get(post.name, 0)) for post in posts]
        self._doors = list(doors)
        self._slate = slate
        self._patience = patience
        self._fork = Fork(patience, HEARD, self._close_behind)
        self._successor = succession.Succession(successor, patience.rehearsal)
        self._leaving: list[Hand] = []
        now = time.monotonic()
        self._guests = [Hand("earlier", pid, None, now) for pid in heritage.crew]
        self._began = self._looked = self._fair_since = now
        self._has_answered = self._has_complained = False
        self._closing = False
        self._code = 0
        self._roster: object = None
        self._terminal = succession.Terminal()

    def run(self) -> int:
        """Until everybody has left. Returns the exit code: 0 if all left in good order."""
        signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
        # Who started us may have ignored it, and then the system buries our dead without a word.
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._look()
        while not (self._closing and not self._everybody()):
            heard = signal.sigtimedwait(HEARD, self._patience.look)
            if heard:
                self._heed(signal.Signals(heard.si_signo))
            self._bury()
            self._look()
        return self._code

    def _everybody(self) -> list[Hand]:
        here = [place.hand for place in self._places if place.hand]
        return here + self._leaving + self._guests

    # What is told from outside

    def _heed(self, what: signal.Signals) -> None:
        if what is signal.SIGCHLD:
            return
        if what is signal.SIGHUP and not self._terminal.is_gone():
            if self._closing:
                return
            self._successor.rehearse()
        elif self._closing:
            log.warning("Told to end a second time: everybody is ended at once.")
            self._code = 1
            for hand in self._everybody():
                hand.tell(signal.SIGKILL)
        else:
            self._close()

    def _close(self) -> None:
        """Nobody new comes in; everybody finishes."""
        self._closing = True
        self._successor.call_off()
        for door in self._doors:
            door.close()
        for place in self._places:
            if place.hand:
                self._leaving.append(place.hand)
                place.hand = None
        self._leaving += self._guests
        self._guests = []
        for hand in self._leaving:
            hand.dismiss(self._patience.leave)

    def _close_behind(self, post: Post) -> None:
        """In a new process: hold nothing of the house's that is not needed there."""
        if not post.opens:
            for door in self._doors:
                door.close()

    # Who ended

    def _bury(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                self._leaving, self._guests = [], []
                return
            if not pid:
                return
            how = os.waitstatus_to_exitcode(status)
            if self._successor.is_rehearsed_by(pid):
                self._judge(how)
                continue
            self._leaving = [hand for hand in self._leaving if hand.pid != pid]
            self._guests = [hand for hand in self._guests if hand.pid != pid]
            for place in self._places:
                if place.hand and place.hand.pid == pid:
                    self._replace(place, how)

    def _replace(self, place: Place, how: int) -> None:
        was_there = place.is_filled
        wait = place.bury(time.monotonic(), self._patience)
        then = f"in {wait:g} s" if wait else "at once"
        again = f", {place.deaths} times in a row" if place.deaths > 1 else ""
        log.warning("%s ended (%s)%s; it is started again %s.", place.post.name, _said(how), again,
                    then)  # fmt: skip
        self._has_answered = self._has_answered or was_there
        if (
            place.post.opens
            and not self._has_answered
            and not self._guests
            and place.deaths >= DEATHS_TO_GIVE_UP
        ):
            log.error("%s never came to answer; the house gives up.", place.post.name)
            self._code = 1
            self._close()

    def _judge(self, how: int) -> None:
        if self._closing:
            return
        if how:
            log.error("The new code does not start (%s); the old one goes on serving.", _said(how))
        if not self._successor.rehearses_again() and not how:
            self._tell_roster()
            starts = {place.post.name: place.starts - 1 for place in self._places}
            crew = [hand.pid for hand in self._everybody()]
            self._successor.take_over(succession.Heritage(crew, starts, self._doors))

    # Who is there

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked > self._patience.look + SLEPT_ITSELF:
            self._fair_since = now  # the whole machine stood still
        self._looked = now
        self._successor.look(now)
        for place in self._places:
            self._look_at(place, now)
        for hand in self._leaving:
            if hand.ends_by is not None and now > hand.ends_by:
                log.warning("%s did not leave in time and is ended.", hand.post)
                hand.tell(signal.SIGKILL)
                hand.ends_by = now + self._patience.leave
                self._code = int(self._closing)
        if self._guests:
            self._relieve(now)
        self._tell_roster()

    def _look_at(self, place: Place, now: float) -> None:
        hand = place.hand
        if hand is None:
            if not self._closing and now >= place.due:
                self._fill(place, now)
        elif hand.state is State.LEAVING:
            # Somebody told it to leave; the next one does not wait until it has.
            hand.ends_by = now + self._patience.leave
            self._leaving.append(hand)
            place.hand, place.due = None, now
        elif now - max(hand.last_beat(), self._fair_since) > self._patience.still:
            log.warning(
                "%s has not moved for %g s and is ended.", place.post.name, self._patience.still
            )
            hand.tell(signal.SIGKILL)
            self._fair_since = now  # not again before it is buried

    def _fill(self, place: Place, now: float) -> None:
        try:
            place.hand = self._fork.start(place.post, self._free_seat())
            place.starts += 1
        except OSError as error:  # no memory, or too many processes
            place.due = now + SECONDS_UNTIL_THERE_IS_ROOM
            log.error("%s cannot be started now: %s.", place.post.name, error)  # noqa: TRY400

    def _free_seat(self) -> Seat:
        taken = {hand.seat.number for hand in self._everybody() if hand.seat}
        return self._slate.seat(next(n for n in range(1, SEATS) if n not in taken))

    def _relieve(self, now: float) -> None:
        """When everybody new is there, those of the program before us may leave."""
        if all(place.is_filled for place in self._places):
            for hand in self._guests:
                hand.dismiss(self._patience.leave)
            self._leaving += self._guests
            self._guests = []
        elif now - self._began > self._patience.come and not self._has_complained:
            self._has_complained = True
            log.error("The new processes do not come to answer; the old ones go on serving.")

    def _tell_roster(self) -> None:
        """Write down who is where, for figures and health."""
        roster = [
            {
                "name": place.post.name,
                "seat": place.hand.seat.number if place.hand and place.hand.seat else 0,
                "pid": place.hand.pid if place.hand else 0,
                "born": place.hand.born if place.hand else 0.0,
                "starts": place.starts,
                "fails": place.deaths >= DEATHS_TO_TELL and not self._is_well(place),
            }
            for place in self._places
        ]
        if roster != self._roster:
            self._roster = roster
            self._slate.seat(0).write(roster)

    def _is_well(self, place: Place) -> bool:
        if place.hand is None:
            return False
        return time.monotonic() - place.hand.born >= self._patience.well


def _said(how: int) -> str:
    """An exit code as a person says it."""
    if how < 0:
        return f"killed by {signal.Signals(-how).name}"
    return f"code {how}"
