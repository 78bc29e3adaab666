"""What goes out for an entry: registered by kind, made for a language. Without a face nothing does,
least of all the payload."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, InterfaceError
from django.utils import translation

from depesche.wire.models import Entry

log = logging.getLogger(__name__)
KIND = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Piece:
    """What readers are sent of an entry. content: as JSON holds it.

    shows: the keys of what can be seen in it. An entry that touches one of them ends this piece:
    who asks for it later is sent what the face makes of it then.
    """

    content: Mapping[str, Any]
    shows: Iterable[str] = field(default=frozenset())


Face = Callable[[Entry, str], Piece | None]

_faces: dict[str, Face] = {}


def face(kind: str) -> Callable[[Face], Face]:
    """Register what goes out for the entries of a kind: `face(entry, language)`.

    It is called once an entry and language, in a thread, in that language, and again for readers
    who come later. So it looks at what is public at that moment, not at the moment of the entry,
    and answers None where nothing is, or nothing in this language.
    """

    def register(made: Face) -> Face:
        if not KIND.fullmatch(kind):
            raise ValueError(f"{kind!r} cannot be the kind of what goes out.")
        if kind in _faces:
            raise ValueError(f"{kind!r} has two faces.")
        _faces[kind] = made
        return made

    return register


def has_face(kind: str) -> bool:
    """Whether anything can go out for entries of this kind."""
    return kind in _faces


def piece(entry: Entry, language: str) -> Piece | None:
    """What goes out for an entry, None for nothing. A face that fails lets nothing out.

    Raises DatabaseError, InterfaceError when the database is away: then it is to be asked again.
    """
    made = _faces.get(entry.kind)
    if made is None:
        return None
    try:
        with translation.override(language):
            return made(entry, language)
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        log.exception("The face of %s failed in %s; nothing goes out.", entry, language)
        return None
