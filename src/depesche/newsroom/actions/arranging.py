"""The front page, the frame around every page, and what the desk's records say."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from depesche.kit import clock
from depesche.kit.people import Person
from depesche.newsroom import events, keys
from depesche.newsroom.actions.errors import SectionHasArticles, TimeIsPast
from depesche.newsroom.models import (
    Agency,
    Article,
    Author,
    Banner,
    FrontPage,
    Section,
    Slot,
    Topic,
)
from depesche.pictures import actions as pictures
from depesche.wire import actions as wire


@transaction.atomic
def arrange_front(front: FrontPage) -> None:
    """Tell that the slots or texts of a front page changed."""
    wire.append(
        events.FrontArranged(language=front.edition),
        keys={keys.front(front.edition), keys.frame(front.edition)},
    )


@transaction.atomic
def put_up(page: FrontPage | Section, *, by: Person | None) -> None:
    """Let the latest version of a front page or a section be the one that readers see."""
    revision = page.get_latest_revision() or page.save_revision(user=by)
    revision.publish(user=by, skip_permission_checks=True)
    if isinstance(page, FrontPage):
        arrange_front(page)
    else:
        _change_section(page)


@transaction.atomic
def take_down(page: FrontPage | Section, *, by: Person | None) -> None:
    """Take a front page or a section out of the paper. Raises SectionHasArticles."""
    if Article.objects.filter(url_path__startswith=page.url_path, number__isnull=False).exists():
        raise SectionHasArticles
    page.unpublish(user=by)
    if isinstance(page, FrontPage):
        arrange_front(page)
    else:
        _change_section(page)


def _change_section(section: Section) -> None:
    wire.append(
        events.FrameChanged(language=section.edition),
        keys={keys.frame(section.edition), keys.section(section.pk)},
    )


@transaction.atomic
def change_frame(language: str) -> None:
    """Tell that the sections of an edition changed: every page shows them."""
    wire.append(events.FrameChanged(language=language), keys={keys.frame(language)})


@transaction.atomic
def raise_banner(
    text: str,
    *,
    language: str,
    until: datetime,
    by: Person | None,
    article: Article | None = None,
) -> Banner:
    """Put a breaking line over every page of an edition until a time. Raises TimeIsPast."""
    if until <= clock.now():
        raise TimeIsPast
    banner = Banner.objects.create(
        language=language,
        text=text,
        article=article,
        until=until,
        raised_at=clock.now(),
        raised_by=by,
    )
    change_frame(language)
    return banner


@transaction.atomic
def end_banner(banner: Banner) -> None:
    """Take a breaking line down."""
    if banner.ended_at is None:
        banner.ended_at = clock.now()
        banner.save(update_fields=["ended_at"])
        change_frame(banner.language)


def end_what_ran_out() -> int:
    """End banners and slots whose time has come; how many."""
    banners = list(Banner.objects.filter(ended_at=None, until__lte=clock.now()))
    for banner in banners:
        end_banner(banner)
    fronts = list(FrontPage.objects.filter(slots__until__lte=clock.now()).distinct())
    for front in fronts:
        _clear_slots(front)
    return len(banners) + len(fronts)


@transaction.atomic
def _clear_slots(front: FrontPage) -> None:
    Slot.objects.filter(front=front, until__lte=clock.now()).delete()
    arrange_front(front)


@transaction.atomic
def describe(record: Author | Topic | Agency) -> None:
    """Tell that an author, a topic or an agency is described in other words now."""
    number = int(record.pk)
    if isinstance(record, Author):
        touched = {keys.author(number), keys.directory("author")}
        pictures.show(keys.author(number), [record.portrait_id] if record.portrait_id else [])
    elif isinstance(record, Topic):
        touched = {keys.topic(number), keys.translations(record.translation_key)}
        touched.add(keys.directory("topic"))
    else:
        touched = {keys.agency(number)}
    wire.append(
        events.RecordChanged(record=type(record).__name__.lower(), number=number), keys=touched
    )
