"""Writing what no reader sees yet: drafts and their versions."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from depesche.kit import clock, text
from depesche.kit.people import Person
from depesche.newsroom.models import FrontPage, Section, Topic
from depesche.pictures.models import Label, Picture
from depesche.ticker.actions.errors import (
    EditionIsMissing,
    EntryIsEmpty,
    EntryIsPublic,
    EntryWasChanged,
    LabelIsUnknown,
    LetterIsForbidden,
    LinkLeadsNowhere,
    SomethingIsMissing,
    TextIsTooLong,
    UrgencyIsUnknown,
)
from depesche.ticker.copy import Copy
from depesche.ticker.models import Entry, Outcome, Urgency, Version
from depesche.ticker.models.entry import LONGEST_HEADLINE, LONGEST_TEXT

LONGEST = {"link": 500, "source": 120}


@transaction.atomic
def draft(copy: Copy, *, language: str, by: Person | None) -> Entry:
    """Write an entry and release nothing.

    Raises EditionIsMissing, TickerRefuses for copy that cannot stand.
    """
    if not FrontPage.objects.filter(slug=language, depth=2).exists():
        raise EditionIsMissing(language)
    entry = Entry.objects.create(language=language)
    save_version(entry, copy, by=by)
    return entry


@transaction.atomic
def revise(entry: Entry, copy: Copy, *, based_on: int, by: Person | None) -> Version:
    """Save a newer version; readers go on seeing the public one.

    based_on: the number of the version that was edited. What was submitted or scheduled of an
    older version does not happen any more. Raises EntryWasChanged, TickerRefuses.
    """
    current = locked(entry, based_on=based_on)
    version = save_version(current, copy, by=by)
    close_pending(current, Outcome.REPLACED, by=by)
    return version


@transaction.atomic
def discard(entry: Entry) -> None:
    """Throw a draft away that no reader ever saw. Raises EntryIsPublic."""
    current = locked(entry)
    if current.first_released_at is not None:
        raise EntryIsPublic
    current.delete()


def locked(entry: Entry, *, based_on: int | None = None) -> Entry:
    """The row as it is, for the rest of the transaction. Raises EntryWasChanged."""
    current = Entry.objects.select_for_update().get(pk=entry.pk)
    if based_on is not None and current.latest and current.latest.number != based_on:
        raise EntryWasChanged(current.latest)
    return current


def close_pending(entry: Entry, outcome: Outcome, *, by: Person | None, why: str = "") -> None:
    """Submission and schedule of an entry come to an end, on record."""
    closed = {"outcome": outcome, "closed_at": clock.now(), "closed_by": by, "closed_why": why}
    entry.submissions.filter(outcome=Outcome.OPEN).update(**closed)
    entry.schedules.filter(outcome=Outcome.OPEN).update(**closed)


def save_version(
    entry: Entry, copy: Copy, *, by: Person | None, from_article: bool = False
) -> Version:
    """The next version of a locked entry. Raises TickerRefuses."""
    check(copy, language=entry.language)
    version = Version.objects.create(
        entry=entry,
        number=entry.latest.number + 1 if entry.latest else 1,
        at=clock.now(),
        by=by,
        from_article=from_article,
        text=copy.text.replace("\r\n", "\n").strip(),
        headline=" ".join(copy.headline.split()),
        urgency=copy.urgency,
        link=copy.link.strip(),
        source=copy.source.strip(),
        happened_at=copy.happened_at,
        picture_id=copy.picture,
        label=copy.label if copy.picture else "",
    )
    version.sections.set(copy.sections)
    version.topics.set(copy.topics)
    entry.latest = version
    entry.save(update_fields=["latest"])
    return version


def check(copy: Copy, *, language: str) -> None:
    """Whether copy can stand in the ticker. Raises TickerRefuses."""
    if not copy.text.strip() and not copy.headline.strip():
        raise EntryIsEmpty
    _refuse_too_long(copy)
    words = (copy.text, copy.headline, copy.source, copy.link)
    if not all(text.is_writable(one) for one in words):
        raise LetterIsForbidden
    if copy.link.strip() and not is_address(copy.link.strip()):
        raise LinkLeadsNowhere
    if copy.urgency not in Urgency.values:
        raise UrgencyIsUnknown
    if copy.label and copy.label not in Label.values:
        raise LabelIsUnknown
    _refuse_missing(copy, language)


def is_address(link: str) -> bool:
    """A web page, or a path of the paper itself."""
    if any(letter.isspace() for letter in link):
        return False
    own = link.startswith("/") and not link.startswith(("//", "/\\"))
    return own or link.lower().startswith(("http://", "https://"))


def _refuse_too_long(copy: Copy) -> None:
    for what, found, most in (
        (_("Text"), copy.text.strip(), LONGEST_TEXT),
        (_("Headline"), copy.headline.strip(), LONGEST_HEADLINE),
        (_("Link"), copy.link.strip(), LONGEST["link"]),
        (_("Source"), copy.source.strip(), LONGEST["source"]),
    ):
        if len(found) > most:
            raise TextIsTooLong(what, len(found), most)


def _refuse_missing(copy: Copy, language: str) -> None:
    sections = Section.objects.filter(
        pk__in=copy.sections, url_path__startswith=f"/{language}/"
    ).count()
    topics = Topic.objects.filter(pk__in=copy.topics, locale__language_code=language).count()
    if sections < len(set(copy.sections)) or topics < len(set(copy.topics)):
        raise SomethingIsMissing
    if copy.picture and not Picture.objects.filter(pk=copy.picture).exists():
        raise SomethingIsMissing
