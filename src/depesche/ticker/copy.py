"""Copy: what somebody wrote, on its way into an entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from depesche.ticker.models import Urgency, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What an entry shall say. Sections, topics and picture are ids; see `Version`."""

    text: str = ""
    headline: str = ""
    urgency: str = Urgency.NORMAL
    link: str = ""
    source: str = ""
    happened_at: datetime | None = None
    sections: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    picture: int | None = None
    label: str = ""

    @classmethod
    def of(cls, version: Version) -> Copy:
        """What a version says, to be changed into another."""
        return cls(
            text=version.text,
            headline=version.headline,
            urgency=version.urgency,
            link=version.link,
            source=version.source,
            happened_at=version.happened_at,
            sections=tuple(sorted(version.sections.values_list("pk", flat=True))),
            topics=tuple(sorted(version.topics.values_list("pk", flat=True))),
            picture=version.picture_id,
            label=version.label,
        )
