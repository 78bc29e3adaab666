"""What the rights of streams hang on that hear what is not for everyone."""

from __future__ import annotations

from depesche.edge.streams.stream import Guard, Stream


class Rights:
    """Streams by the keys their rights hang on. doubtful: those whose rights may be others now."""

    def __init__(self) -> None:
        self._hanging: dict[str, set[Stream]] = {}
        self.doubtful: set[Stream] = set()

    def hang(self, stream: Stream, guard: Guard) -> None:
        """From now on its rights are these."""
        self.forget(stream)
        stream.guard = guard
        for key in guard.keys:
            self._hanging.setdefault(key, set()).add(stream)

    def touch(self, keys: frozenset[str]) -> None:
        """These keys were touched."""
        for key in keys & self._hanging.keys():
            self.doubtful |= self._hanging[key]

    def doubt_all(self) -> None:
        """Everybody's may be others."""
        self.doubtful = self.doubtful.union(*self._hanging.values())

    def forget(self, stream: Stream) -> None:
        """It is gone, or its rights are others."""
        self.doubtful.discard(stream)
        for key in stream.guard.keys if stream.guard else ():
            if streams := self._hanging.get(key):
                streams.discard(stream)
                if not streams:
                    del self._hanging[key]
