"""What an event is: a typed fact in the past tense."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self

_KINDS: dict[str, type[Event]] = {}


class PayloadIsWrong(ValueError):
    """A payload has a field its kind does not know, or lacks one it needs."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact. A subclass names its `kind` (`article.released`) and its `topic`.

    Payloads are closed: reading one with an unknown or missing field is an error.
    """

    kind: ClassVar[str] = ""
    topic: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.kind in _KINDS:
            raise TypeError(f"The event kind {cls.kind!r} exists twice.")
        _KINDS[cls.kind] = cls

    def payload(self) -> dict[str, Any]:
        """The fields as JSON can hold them."""
        return asdict(self)

    @classmethod
    def of(cls, payload: dict[str, Any]) -> Self:
        """The event of a stored `payload`. Raises PayloadIsWrong."""
        known = {field.name for field in fields(cls)}
        if set(payload) != known:
            raise PayloadIsWrong(
                f"{cls.kind}: expected {sorted(known)}, but found {sorted(payload)}."
            )
        return cls(**payload)


def kind_named(kind: str) -> type[Event]:
    """The event class of a stored kind. Raises KeyError for a kind no room declares."""
    return _KINDS[kind]
