"""Laying the demo ticker: what people wrote into it, and the articles that appear by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from depesche.demo import reading
from depesche.demo.articles import Written
from depesche.kit import clock
from depesche.newsroom.models import Section, Topic
from depesche.pictures.models import Picture
from depesche.readers.models import Reader
from depesche.ticker import actions
from depesche.ticker.actions import Copy
from depesche.ticker.models import Entry

PLAIN = ("text", "headline", "urgency", "link", "source", "label")


def lay(written: Written, hung: dict[str, Picture], people: dict[str, Reader]) -> None:
    """Tell everything in the order of time, as it would have been told."""
    table = reading.ticker()
    for language in reading.EDITIONS:
        for one in sorted(table[language], key=lambda one: -float(one["minutes_ago"])):
            _lay(one, language, written, hung, people)
    for article in written.values():
        actions.follow(article.pk)
    for one in table["waiting"]:
        entry = actions.draft(_copy(one, "de", hung), language="de", by=people["reporter"])
        actions.submit(entry, by=people["reporter"])
    for one in table["later"]:
        entry = actions.draft(_copy(one, "de", hung), language="de", by=people["editor"])
        ahead = clock.now() + timedelta(minutes=one["in_minutes"])
        actions.schedule(entry, release_at=ahead, by=people["editor"])


def _lay(
    one: reading.Table,
    language: str,
    written: Written,
    hung: dict[str, Picture],
    people: dict[str, Reader],
) -> None:
    by = people["editor"]
    copy = _copy(one, language, hung)
    entry = actions.draft(copy, language=language, by=by)
    if slug := one.get("article"):
        Entry.objects.filter(pk=entry.pk).update(article=written[language, slug])
    entry = actions.release(entry, by=by, at=_ago(one["minutes_ago"]))
    if "updated_text" in one:
        newer = _copy(one | {"text": one["updated_text"]}, language, hung)
        actions.revise(entry, newer, based_on=1, by=by)
        actions.release(entry, by=by, at=_ago(one["updated_minutes_ago"]))
    if "correction" in one:
        reason = one["correction_reason"]
        actions.correct(entry, text=one["correction"], reason=reason, by=by)
    if "withdrawn" in one:
        actions.withdraw(entry, reason=one["withdrawn"], by=people["chief"])


def _copy(one: reading.Table, language: str, hung: dict[str, Picture]) -> Copy:
    picture = hung.get(one.get("picture", ""))
    happened = one.get("happened_minutes_ago")
    return Copy(
        **{name: one[name] for name in PLAIN if name in one},
        picture=picture.pk if picture else None,
        happened_at=None if happened is None else _ago(happened),
        sections=_translated(Section, one.get("sections", ()), language),
        topics=_translated(Topic, one.get("topics", ()), language),
    )


def _translated(
    kind: type[Section | Topic], slugs: Sequence[str], language: str
) -> tuple[int, ...]:
    """The file names sections and topics by their German slugs, whatever its language."""
    originals = kind.objects.filter(locale__language_code="de", slug__in=slugs)
    keys = list(originals.values_list("translation_key", flat=True))
    found = kind.objects.filter(translation_key__in=keys, locale__language_code=language)
    return tuple(found.order_by("pk").values_list("pk", flat=True))


def _ago(minutes: float) -> datetime:
    return clock.now() - timedelta(minutes=minutes)
