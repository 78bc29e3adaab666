"""Telling the wire, numbering what was told, and the works that go on beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from django.db import transaction

from depesche.kit import clock
from depesche.wire import consumers
from depesche.wire.archiving import Archivist, archive
from depesche.wire.bells import bell, loop_bell, ring, ring_with_commit
from depesche.wire.consumers import consumer, tell_consumers, try_now
from depesche.wire.events import Event, RightsChanged
from depesche.wire.faces import Piece, face
from depesche.wire.models import Entry, Head
from depesche.wire.queries import ALL_TOPICS
from depesche.wire.topics import everyone, open_topic

__all__ = [
    "AppendedOutsideTransaction",
    "Piece",
    "append",
    "archive",
    "bell",
    "consumer",
    "everyone",
    "face",
    "loop_bell",
    "number",
    "open_topic",
    "review_rights",
    "ring",
    "tell_consumers",
    "try_now",
    "works",
]


class AppendedOutsideTransaction(RuntimeError):
    """An event must be appended in the transaction that writes the rows it tells of."""


def append(event: Event, *, keys: Iterable[str]) -> Entry:
    """Tell the wire that `event` happened and which `keys` it touches.

    Call it inside the transaction that writes the rows: both are there, or neither.
    Raises AppendedOutsideTransaction, PayloadIsWrong.
    """
    if not transaction.get_connection().in_atomic_block:
        raise AppendedOutsideTransaction(f"{event.kind} was appended outside a transaction.")
    entry = Entry.objects.create(
        topic=event.topic,
        kind=event.kind,
        payload=event.payload(),
        keys=sorted(set(keys)),
        at=clock.now(),
    )
    ring_with_commit()
    return entry


def review_rights(keys: Iterable[str]) -> None:
    """Let it be asked again who may hear what hangs on `keys`: of topics, of readers.

    For what is no event of its own room. What no longer may be heard ends at once.
    """
    with transaction.atomic():
        append(RightsChanged(), keys=keys)


def number(*, limit: int = 1000) -> int:
    """Stamp committed entries with their public numbers; returns how many.

    Never inside another transaction: it would number what may still be rolled back.
    """
    # Asked first without a lock: an idle instance does not write.
    if not Entry.objects.filter(position=None).exists():
        return 0
    return _number(limit)


@transaction.atomic(durable=True)
def _number(limit: int) -> int:
    """One relay at a time: the row of all topics is locked first. An entry is visible here only
    after its transaction committed, so a number once given is never overtaken by a lower one.
    """
    all_topics, _ = Head.objects.select_for_update().get_or_create(topic=ALL_TOPICS)
    waiting = list(Entry.objects.filter(position=None).order_by("id")[:limit])
    if not waiting:
        return 0
    topics = {entry.topic for entry in waiting}
    heads = Head.objects.in_bulk(topics)
    new = [Head(topic=topic) for topic in topics - set(heads)]
    heads |= {head.topic: head for head in Head.objects.bulk_create(new)}
    for entry in waiting:
        for head in (all_topics, heads[entry.topic]):
            head.last += 1
        entry.position, entry.number = all_topics.last, heads[entry.topic].last
    Entry.objects.bulk_update(waiting, ["position", "number"])
    Head.objects.bulk_update([all_topics, *heads.values()], ["last"])
    ring_with_commit()
    return len(waiting)


def works() -> Iterator[tuple[str, Callable[[], object]]]:
    """What must go on in one process of an instance, by name: each to be done by a thread of its
    own, whenever the wire rings and every tick. A slow consumer then delays no other, and works
    done twice by mistake do no harm.
    """
    yield "relay", number
    for name in consumers.names():
        yield f"consumer {name}", partial(consumers.tell, name)
    yield "archive", Archivist().work
