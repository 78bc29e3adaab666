"""What an event is: a typed fact in the past tense."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, Self, get_type_hints

from depesche.wire.shapes import fits, is_storable

_KINDS: dict[str, type[Event]] = {}


class PayloadIsWrong(ValueError):
    """A payload has a field its kind does not know, lacks one it needs, or one of another type."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact. A subclass names its `kind` (`article.released`) and its `topic`.

    Payloads are closed, when they are told and when they are read: an unknown field, a missing
    one and one of another type are errors. Fields are text, numbers, truth values, None, lists
    and dictionaries of these: what JSON gives back as it was.
    """

    kind: ClassVar[str] = ""
    topic: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.kind in _KINDS:
            raise TypeError(f"The event kind {cls.kind!r} exists twice.")
        _KINDS[cls.kind] = cls

    def payload(self) -> dict[str, Any]:
        """The fields as JSON can hold them. Raises PayloadIsWrong."""
        payload = {field.name: getattr(self, field.name) for field in fields(self)}
        self._judge(payload)
        return payload

    @classmethod
    def of(cls, payload: dict[str, Any]) -> Self:
        """The event of a stored `payload`. Raises PayloadIsWrong."""
        cls._judge(payload)
        return cls(**payload)

    @classmethod
    def _judge(cls, payload: object) -> None:
        hints = _hints(cls.kind)
        if not isinstance(payload, dict) or set(payload) != set(hints):
            found = sorted(payload) if isinstance(payload, dict) else type(payload).__name__
            raise PayloadIsWrong(f"{cls.kind}: expected {sorted(hints)}, but found {found}.")
        for name, value in payload.items():
            if not fits(value, hints[name]):
                raise PayloadIsWrong(
                    f"{cls.kind}: {name} must be {_said(hints[name])}, but is {value!r:.80}."
                )


@cache
def _hints(kind: str) -> dict[str, Any]:
    """The types of the fields. Raises TypeError for one that JSON does not give back as it was."""
    cls = _KINDS[kind]
    known = get_type_hints(cls)
    hints = {field.name: known[field.name] for field in fields(cls)}
    for name, hint in hints.items():
        if not is_storable(hint):
            raise TypeError(f"{kind}: {name} cannot be stored as {_said(hint)}.")
    return hints


def _said(hint: Any) -> str:
    return hint.__name__ if type(hint) is type else str(hint)


def kind_named(kind: str) -> type[Event]:
    """The event class of a stored kind. Raises KeyError for a kind no room declares."""
    return _KINDS[kind]


@dataclass(frozen=True, kw_only=True)
class RightsChanged(Event):
    """Somebody may hear less or more than before; the keys say who or what."""

    kind: ClassVar[str] = "rights.changed"
    topic: ClassVar[str] = "rights"
