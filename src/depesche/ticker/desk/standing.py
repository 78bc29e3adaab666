"""What stands at the ticker's desk: the latest, what waits for somebody, what is planned."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet

from depesche.kit import text, typed
from depesche.newsroom.models import FrontPage, Section
from depesche.ticker.desk.person import RELEASE
from depesche.ticker.models import Entry, Outcome, Schedule, Silence, Submission, Version

LATEST, DRAFTS = 30, 50
WORDS = 160


class Line:
    """An entry in a list of the desk. version: the one it is listed for."""

    def __init__(self, entry: Entry, version: Version, record: Any = None) -> None:
        self.entry, self.version, self.record = entry, version, record

    @property
    def words(self) -> str:
        """Headline and text on one line."""
        said = (self.version.headline, typed.plain(self.version.text))
        return text.shortened(" – ".join(part for part in said if part), WORDS)


def editions() -> list[FrontPage]:
    """The front pages, one for each language."""
    return list(FrontPage.objects.filter(depth=2).order_by("path"))


def everything(language: str, person: AbstractUser) -> dict[str, Any]:
    """What the lists show to a person."""
    return {
        "latest": _latest(language),
        "submitted": _pending(Submission.objects, language),
        "planned": _pending(Schedule.objects.order_by("release_at"), language),
        "drafts": _drafts(language, person),
        "speaking": _speaking(language) if person.has_perm(RELEASE) else [],
    }


def _latest(language: str) -> list[Line]:
    """The newest that readers see or saw, withdrawn ones in their place."""
    seen = Entry.objects.filter(language=language, first_released_at__isnull=False)
    newest = seen.order_by("-first_released_at", "-pk")[:LATEST]
    return [
        Line(entry, entry.public)
        for entry in newest.select_related("public__by", "latest")
        if entry.public
    ]


def _pending(records: Any, language: str) -> list[Line]:
    waiting = records.filter(outcome=Outcome.OPEN, entry__language=language)
    return [
        Line(one.entry, one.version, one)
        for one in waiting.select_related("entry", "version", "by")
    ]


def _drafts(language: str, person: AbstractUser) -> list[Line]:
    """What nobody has seen and nobody waits for: all of them, or a person's own."""
    unseen: QuerySet[Entry] = Entry.objects.filter(
        language=language, first_released_at=None, latest__isnull=False
    )
    for waiting in ("submissions", "schedules"):
        unseen = unseen.exclude(**{f"{waiting}__outcome": Outcome.OPEN})
    if not person.has_perm(RELEASE):
        unseen = unseen.filter(versions__number=1, versions__by=person.pk)
    newest = unseen.select_related("latest__by").order_by("-pk")[:DRAFTS]
    return [Line(one, one.copy, one.submissions.last()) for one in newest]


def _speaking(language: str) -> list[tuple[Section, bool]]:
    """The sections, and whether their articles appear by themselves."""
    silent = set(Silence.objects.filter(ended_at=None).values_list("section_id", flat=True))
    sections = Section.objects.filter(url_path__startswith=f"/{language}/").order_by("path")
    return [(section, section.pk not in silent) for section in sections]
