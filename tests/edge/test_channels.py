"""A channel: whoever joins and leaves at whatever moment is told each event after that once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.edge.streams import frames
from depesche.edge.streams.channel import Arrivals, Channel
from depesche.edge.streams.frames import Item
from depesche.edge.streams.hub import _told
from depesche.edge.streams.reading import Missed
from tests.edge.line import examples
from tests.edge.listening import Reader

pytestmark = pytest.mark.house
TOPICS = ("bulletins", "weather")


class Listener:
    """A stream whose client writes down what it is told. since: what was told before it came."""

    def __init__(self, since: int) -> None:
        self.channel: Channel | None = None
        self.reader = Reader()
        self.since = since
        self.until: int | None = None

    def told(self) -> list[str]:
        """The ids of what it was told."""
        return [told.id for told in self.reader.told]


def standing(*topics: str) -> Channel:
    """A channel at the beginning of these topics."""
    channel = Channel("de", topics)
    channel.stand(dict.fromkeys(topics, 0))
    return channel


def write_all(channel: Channel) -> None:
    """A whole round."""
    for portion in list(channel.take()):
        for stream in portion.to:
            reader: Any = stream
            if stream.channel is channel:
                reader.reader.read(portion.text.decode())


STEPS = st.lists(
    st.one_of(
        st.sampled_from(["join", "write"]),
        st.tuples(st.just("leave"), st.integers(0, 20)),
        st.tuples(st.sampled_from(TOPICS), st.booleans()),
    ),
    max_size=40,
)


@examples(300)
@given(steps=STEPS)
def test_each_is_told_what_follows_once(steps: list[Any]) -> None:
    """Also who comes while something is to be written, and who leaves then; and where it stands
    when it leaves is where it was told to stand."""
    channel = standing(*TOPICS)
    where = dict.fromkeys(TOPICS, 0)
    happened: list[str] = []
    seen: list[Listener] = []
    for step in steps:
        if step == "join":
            one: Any = Listener(len(happened))
            seen.append(one)
            channel.join(one)
        elif step == "write":
            write_all(channel)
        elif step[0] == "leave" and step[1] < len(seen):
            leaver: Any = seen[step[1]]
            if leaver.channel:
                told = leaver.told()
                left = channel.leave(leaver)
                id_ = ",".join(f"{topic}:{number}" for topic, number in left.items())
                assert not told or happened.index(told[-1]) <= happened.index(_last(id_, happened))
                leaver.until = leaver.since + len(told)
        elif step[0] in TOPICS:
            topic, goes_out = step
            where[topic] += 1
            channel.hear([Item(topic, where[topic], "k", b"{}" if goes_out else None)])
            if goes_out:
                happened.append(",".join(f"{name}:{number}" for name, number in where.items()))
    write_all(channel)
    assert not channel.has_gap
    for listener in seen:
        assert listener.told() == happened[listener.since : listener.until]


def _last(id_: str, happened: list[str]) -> str:
    """The last event that who stands there knows."""
    known = dict(part.split(":") for part in id_.split(","))
    for event in reversed(happened):
        parts = dict(part.split(":") for part in event.split(","))
        if all(int(parts[topic]) <= int(known[topic]) for topic in parts):
            return event
    return happened[0]


def test_a_hole_is_seen() -> None:
    """Numbers of a topic are gapless: what is missing is not passed over. What comes again is
    nothing new."""
    channel = standing("bulletins")
    channel.hear([Item("bulletins", 1, "k", b"{}"), Item("bulletins", 1, "k", b"{}")])
    assert not channel.has_gap
    channel.hear([Item("bulletins", 3, "k", b"{}")])
    assert channel.has_gap


def test_a_heartbeat_says_no_position_that_is_not_written() -> None:
    """Who is cut off after it would miss what was still to come."""
    channel = standing("bulletins")
    assert channel.heartbeat().text == frames.HEARTBEAT
    channel.hear([Item("bulletins", 1, "k", None)])
    assert b"id: bulletins:1\n" in channel.heartbeat().text
    assert channel.heartbeat().text == frames.HEARTBEAT


def test_who_arrives_is_told_what_came_meanwhile() -> None:
    """What was looked up, then what the channel heard since, without what both know."""
    channel = standing("bulletins", "weather")
    arrivals = Arrivals(channel, None, (), greets=True)
    arrivals.heard += [
        Item("weather", 1, "k", b"{}"),
        Item("bulletins", 2, "k", b"{}"),
        Item("bulletins", 3, "k", None),
        Item("weather", 2, "k", b"{}"),
    ]
    missed = Missed(
        {"bulletins": 0, "weather": 1},
        {"bulletins": 2, "weather": 1},
        [Item("bulletins", 1, "k", b"{}"), Item("bulletins", 2, "k", b"{}")],
    )
    text, where, count = _told(arrivals, missed)
    reader = Reader()
    reader.read(text.decode())
    assert [told.id for told in reader.told] == [
        "bulletins:0,weather:1",
        "bulletins:1,weather:1",
        "bulletins:2,weather:1",
        "bulletins:3,weather:2",
    ]
    assert (where, count) == ({"bulletins": 3, "weather": 2}, 3)
