"""The wire under everything at once: nothing lost, none twice, no gap, in an order that stays.

Sixteen processes write in transactions that dawdle and roll back. Two relays, two tellers of one
consumer, each one too many, an archivist and a reader are killed without a word every now and
then, and begun again.

In the ordinary suite 480 events. All 20,000, on both databases: `bin/parts/soak.sh -k soak`.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction

from depesche.wire import actions as wire
from depesche.wire import archiving, consumers, queries
from depesche.wire.models import Chapter, Entry, Head, Position
from tests.wire import forks
from tests.wire.postal import FlagRaised, LetterSent

pytestmark = pytest.mark.django_db(transaction=True)

IN_FULL = os.environ.get("SOAK") == "full"
WRITERS = 16
EACH = 1250 if IN_FULL else 30
SECONDS = 3600 if IN_FULL else 240
SHORTEST_LIFE, LONGEST_LIFE = 0.05, 4.0 if IN_FULL else 0.6
LEAST_DEATHS = 20
BREATH = 0.02  # sixteen writers ring all the time; the machine is theirs too
HEARD = "heard "


def write(writer: int, told: Path) -> None:
    """Tell so many facts, one in five of them in vain, and note which were committed."""
    dice = random.Random(writer)
    with told.open("a", encoding="ascii") as notes:
        for turn in range(EACH):
            name, in_vain = f"{writer:02} {turn:05}", dice.random() < 0.2
            while not tell(name, dice, in_vain=in_vain):
                pass
            if not in_vain:
                notes.write(f"{name}\n")
            time.sleep(dice.random() * 0.01)


def tell(name: str, dice: random.Random, *, in_vain: bool) -> bool:
    """One transaction. SQLite has one writer, and a queue without order: who waited for 20 s in
    vain has not begun, and tries again.
    """
    try:
        with transaction.atomic():
            if dice.random() < 0.5:
                wire.append(LetterSent(to=name), keys={name})
            else:
                wire.append(FlagRaised(colour=name), keys={name})
            # Who dawdles as the one writer lets all the others wait.
            time.sleep(dice.random() * (0.001 if connection.vendor == "sqlite" else 0.02))
            transaction.set_rollback(in_vain)
    except OperationalError as refused:
        if "database is locked" not in str(refused):
            raise
        return False
    return True


def relay() -> None:
    """Number as it comes, in portions of any size."""
    work_at_bells(lambda: wire.number(limit=random.randint(1, 60)))


def archivist() -> None:
    """Close what was just told; the soak does not last a month."""
    work_at_bells(lambda: wire.archive(days=0))


def teller() -> None:
    """Tell the consumer."""
    work_at_bells(lambda: consumers.tell("soaked"))


def hear(entry: Entry) -> None:
    """Leave a trace that can be left only once."""
    Head.objects.create(topic=f"{HEARD}{entry.position}")


def read(seen: Path) -> None:
    """Follow the wire, noting each entry; a note that was cut short is written again."""
    notes = seen.read_bytes() if seen.exists() else b""
    whole = notes[: notes.rfind(b"\n") + 1]
    with seen.open("ab", buffering=0) as line:
        line.truncate(len(whole))
        last = int(whole.splitlines()[-1].split()[0]) if whole else 0

        def follow() -> None:
            nonlocal last
            for entry in queries.read(after=last, limit=50):
                line.write(f"{told_of(entry)}\n".encode())
                last = entry.position or 0

        work_at_bells(follow)


def told_of(entry: Entry) -> str:
    """An entry in one line."""
    (name,) = entry.payload.values()
    return f"{entry.position} {entry.topic} {entry.number} {name}"


def work_at_bells(work: Callable[[], object]) -> None:
    """As the works of a process do, until killed."""
    bell = wire.bell()
    while True:
        bell.wait(0.1)
        time.sleep(BREATH)
        bell.clear()
        with contextlib.suppress(OperationalError):  # locked for 20 s: at the next bell
            work()


def until_all_is_told() -> None:
    """Until everything is numbered and the consumer has heard it."""
    while True:
        done = not Entry.objects.filter(position=None).exists()
        position = Position.objects.filter(consumer="soaked").first()
        if done and position and position.last == queries.last_position():
            return
        if position and position.failures:
            # The trace is there already, or the database was locked for too long.
            assert "UNIQUE" not in position.complaint.upper(), position.complaint
            wire.try_now("soaked")
        time.sleep(0.1)


def test_nothing_is_lost_doubled_or_reordered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is killed whenever: the wire is what was committed, and everybody read just that."""
    monkeypatch.setitem(consumers._consumers, "soaked", hear)
    monkeypatch.setattr(archiving, "PORTION", 40)
    Position.objects.create(consumer="soaked")  # a later one would begin behind the archive
    forks.alone()
    begun = time.monotonic()
    told = [tmp_path / f"told-{writer}" for writer in range(WRITERS)]
    seen = tmp_path / "seen"
    writers = [forks.fork(partial(write, *each)) for each in enumerate(told)]
    deaths = kill_at_random(
        writers,
        {
            "relay": relay, "second relay": relay, "archivist": archivist,
            "teller": teller, "second teller": teller, "reader": lambda: read(seen),
        },
        begun + SECONDS,
    )  # fmt: skip
    read_rest(seen)
    judge(told, seen)
    seconds = time.monotonic() - begun
    sys.stdout.write(f"\n{WRITERS * EACH} facts, {deaths.total()} deaths, {seconds:.0f} s\n")


def kill_at_random(
    writers: list[int], works: dict[str, Callable[[], object]], deadline: float
) -> Counter[str]:
    """Let the works live and die while the writers write, and live until all is told.

    Returns who died how often.
    """
    alive = {name: forks.fork(work) for name, work in works.items()}
    deaths: Counter[str] = Counter()
    try:
        while writers or deaths.total() < LEAST_DEATHS:
            time.sleep(random.uniform(SHORTEST_LIFE, LONGEST_LIFE) / len(works))
            name = random.choice(list(works))
            assert forks.kill(alive[name]), f"The {name} gave up by itself."
            deaths[name] += 1
            alive[name] = forks.fork(works[name])
            writers = [writer for writer in writers if is_writing(writer)]
            assert time.monotonic() < deadline
        last = forks.fork(until_all_is_told)
        assert forks.wait(last, max(60.0, deadline - time.monotonic())) == 0
    finally:
        for child in (*alive.values(), *writers):
            forks.kill(child)
    return deaths


def is_writing(writer: int) -> bool:
    """Whether it has not ended yet; it must end well."""
    ended, status = os.waitpid(writer, os.WNOHANG)
    assert not ended or os.waitstatus_to_exitcode(status) == 0
    return not ended


def read_rest(seen: Path) -> None:
    """What the reader would have read if it had lived a moment longer."""
    lines = seen.read_text().splitlines(keepends=True) if seen.exists() else []
    whole = [line for line in lines if line.endswith("\n")]
    last = int(whole[-1].split()[0]) if whole else 0
    while entries := queries.read(after=last):
        whole += [f"{told_of(entry)}\n" for entry in entries]
        last = entries[-1].position or 0
    seen.write_text("".join(whole))


def judge(told: list[Path], seen: Path) -> None:
    """What was committed, what is on the wire, and what was read are the same."""
    entries: list[Entry] = []
    while portion := queries.read(after=len(entries)):
        entries += portion
    committed = [name for notes in told for name in notes.read_text().splitlines()]
    names = [told_of(entry).split(" ", 3)[3] for entry in entries]
    assert len(committed) > WRITERS * EACH / 2
    assert Counter(names) == Counter(committed)
    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))

    by_topic, by_writer = defaultdict[str, list[int]](list), defaultdict[str, list[str]](list)
    for entry, name in zip(entries, names, strict=True):
        by_topic[entry.topic].append(entry.number or 0)
        by_writer[name[:2]].append(name)
    assert set(by_topic) == {"test-post", "test-port"}
    for numbers in by_topic.values():
        assert numbers == list(range(1, len(numbers) + 1))
    for names_of_writer in by_writer.values():
        assert names_of_writer == sorted(names_of_writer)

    assert seen.read_text().splitlines() == [told_of(entry) for entry in entries]
    traces = Head.objects.filter(topic__startswith=HEARD).values_list("topic", flat=True)
    assert set(traces) == {f"{HEARD}{entry.position}" for entry in entries}
    assert Chapter.objects.exists()
