"""The channels of a hub, found by what they hear."""

from __future__ import annotations

from collections.abc import Iterator

from depesche.edge.streams.channel import Channel
from depesche.edge.streams.frames import Item


class Switchboard:
    """Channels by language and topics. Only `languages` is for other threads."""

    def __init__(self) -> None:
        self._channels: dict[tuple[str, tuple[str, ...]], Channel] = {}
        self._hearing: dict[str, dict[str, set[Channel]]] = {}

    def __iter__(self) -> Iterator[Channel]:
        return iter(list(self._channels.values()))

    def channel(self, language: str, topics: tuple[str, ...]) -> Channel:
        """The one for these topics, in order of name; made when nobody listened to them before."""
        name = (language, topics)
        found = self._channels.get(name)
        if found is None:
            found = self._channels[name] = Channel(language, topics)
            for topic in topics:
                self._hearing.setdefault(topic, {}).setdefault(language, set()).add(found)
        return found

    def languages(self, topic: str) -> set[str]:
        """In which languages a topic is heard."""
        return set(self._hearing.get(topic, ()))

    def hear(self, told: dict[str, list[Item]]) -> list[Channel]:
        """Let the channels hear what happened, by language; returns those that did."""
        heard: dict[Channel, list[Item]] = {}
        for language, items in told.items():
            for item in items:
                for channel in self._hearing.get(item.topic, {}).get(language, ()):
                    heard.setdefault(channel, []).append(item)
        for channel, items in heard.items():
            channel.hear(items)
        return list(heard)

    def tidy(self, channel: Channel) -> None:
        """Forget a channel to which nobody listens any more."""
        name = (channel.language, channel.topics)
        if not channel.is_idle or self._channels.get(name) is not channel:
            return
        del self._channels[name]
        for topic in channel.topics:
            hearing = self._hearing[topic]
            hearing[channel.language].discard(channel)
            if not hearing[channel.language]:
                del hearing[channel.language]
            if not hearing:
                del self._hearing[topic]
