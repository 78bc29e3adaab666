"""Everything that can be done to the ticker of the small paper, as steps beside an article."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from depesche.newsroom.models import Article
from depesche.ticker import actions as ticker
from depesche.ticker.actions import Copy
from depesche.ticker.models import Entry
from depesche.wire import actions as wire
from tests import cast


def _copy(which: Article, text: str) -> Copy:
    """About an article: in its section, on its topics, with its picture."""
    return Copy(
        text=text,
        sections=(which.section_id or 0,),
        topics=tuple(which.topics.values_list("pk", flat=True)),
        picture=which.lead_picture_id,
    )


def _entry(**found: Any) -> Entry | None:
    """The newest entry that a person wrote."""
    return Entry.objects.filter(article=None, **found).order_by("-pk").first()


def _tell(which: Article) -> None:
    ticker.tell(_copy(which, "Eilig."), language=which.language, by=None)


def _write_entry(which: Article) -> None:
    ticker.draft(_copy(which, "Noch geheim."), language=which.language, by=None)


def _change_entry(do: Callable[..., object], which: Article) -> None:
    if entry := _entry(number__isnull=False, language=which.language):
        now = entry.copy.number
        do(entry, _copy(which, f"Fassung {now + 1}."), based_on=now, by=None)


def _replace_entry(which: Article) -> None:
    _change_entry(ticker.replace, which)


def _revise_entry(which: Article) -> None:
    _change_entry(ticker.revise, which)


def _withdraw_entry(which: Article) -> None:
    if entry := Entry.objects.filter(number__isnull=False).order_by("pk").first():
        ticker.withdraw(entry, reason="Falsch.", by=None)


def _take_entry_back(which: Article) -> None:
    for entry in Entry.objects.filter(number=None):
        ticker.take_back_withdrawal(entry, by=None)


def _correct_entry(which: Article) -> None:
    for entry in Entry.objects.filter(number__isnull=False)[:2]:
        ticker.correct(entry, text="Es war Montag.", reason="Tag", by=None)


def _release_entry(which: Article) -> None:
    if entry := _entry(first_released_at=None):
        ticker.release(entry, by=None)


def _approve_entry(which: Article) -> None:
    if entry := _entry(first_released_at=None):
        ticker.submit(entry, by=None)
        ticker.approve(entry, based_on=entry.copy.number, by=None)


def _plan_entry(which: Article) -> None:
    if entry := _entry(first_released_at=None):
        plan = ticker.schedule(entry, release_at=timezone.now() + timedelta(days=1), by=None)
        type(plan).objects.update(release_at=cast.NOON)
        ticker.release_what_is_due()


def _silence(which: Article) -> None:
    ticker.silence(cast.section(), by=None)
    cast.released(f"still-{Article.objects.count()}")
    wire.number()
    wire.tell_consumers()
    ticker.end_silence(cast.section(), by=None)


STEPS: dict[str, Callable[[Article], object]] = {
    "tell": _tell,
    "write entry": _write_entry,
    "replace entry": _replace_entry,
    "revise entry": _revise_entry,
    "correct entry": _correct_entry,
    "withdraw entry": _withdraw_entry,
    "take entry back": _take_entry_back,
    "release entry": _release_entry,
    "write another": _write_entry,
    "approve entry": _approve_entry,
    "write a third": _write_entry,
    "plan entry": _plan_entry,
    "silence": _silence,
}
