"""What an article lacks before it may be released: a policy as an ordered list of rules.

A finding that stops can be overridden with a reason, which is logged; one that warns is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from depesche.kit import clock
from depesche.newsroom.blocks import is_complete
from depesche.newsroom.models import Article
from depesche.newsroom.uses import PictureUse, picture_uses
from depesche.pictures.models import Category, Label

HEADLINE_LENGTH = 90
ARCHIVE_AGE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the gate names. `place` says where: a field, or "body 3" counted from one."""

    code: str
    stops: bool
    message: Any
    place: str

    def record(self) -> dict[str, str | bool]:
        """As it is logged with an override."""
        return {
            "code": self.code,
            "stops": self.stops,
            "message": str(self.message),
            "place": self.place,
        }


Rule = Callable[[Article], Iterator[Finding]]


def check(article: Article) -> list[Finding]:
    """Everything the gate has to say of this version, what stops first."""
    found = [finding for rule in RULES for finding in rule(article)]
    return sorted(found, key=lambda finding: not finding.stops)


def lead_is_written(article: Article) -> Iterator[Finding]:
    """Cards, feeds and search engines show the lead."""
    if not article.lead.strip():
        yield Finding("lead-missing", True, _("The lead is missing."), "lead")


def body_is_written(article: Article) -> Iterator[Finding]:
    """An article without a text is a notice for the ticker."""
    if not len(article.body):
        yield Finding("body-missing", True, _("The article has no text."), "body")


def blocks_are_complete(article: Article) -> Iterator[Finding]:
    """A draft may be saved half written; readers would see an empty box."""
    for place, block in enumerate(article.body, start=1):
        if not is_complete(block.block, block.value):
            yield Finding(
                "block-unfinished", True, _("Something is still missing here."), f"body {place}"
            )


def headline_fits(article: Article) -> Iterator[Finding]:
    """Longer headlines break on phones and are cut by search engines."""
    surplus = len(article.headline) - HEADLINE_LENGTH
    if surplus > 0:
        message = ngettext_lazy(
            "The headline is %(count)d character too long.",
            "The headline is %(count)d characters too long.",
            "count",
        ) % {"count": surplus}
        yield Finding("headline-long", False, message, "title")


def somebody_signs(article: Article) -> Iterator[Finding]:
    """Readers should know who wrote it."""
    if not article.bylines.all():
        yield Finding("byline-missing", False, _("Nobody is named in the byline."), "bylines")


def quotes_have_speakers(article: Article) -> Iterator[Finding]:
    """Words in quotation marks belong to somebody (Pressekodex, Ziffer 2)."""
    for place, block in enumerate(article.body, start=1):
        if block.block_type == "quote" and not block.value.get("speaker", "").strip():
            yield Finding("speaker-missing", True, _("A quote has no speaker."), f"body {place}")


def there_is_a_picture(article: Article) -> Iterator[Finding]:
    """Cards and social networks show one."""
    if article.lead_picture_id is None:
        yield Finding("picture-missing", False, _("There is no lead picture."), "lead_picture")


def pictures_are_credited(article: Article) -> Iterator[Finding]:
    """The author of a picture has a right to be named (§ 13 UrhG)."""
    for use in picture_uses(article):
        if not use.picture.credit:
            yield _of(use, "credit-missing", True, _("The picture “%s” has no credit."))


def pictures_are_described(article: Article) -> Iterator[Finding]:
    """Readers who cannot see need the alt text (WCAG 2.2, 1.1.1)."""
    for use in picture_uses(article):
        if not use.picture.description.strip():
            yield _of(use, "alt-missing", True, _("The picture “%s” has no alt text."))


def ai_is_labelled(article: Article) -> Iterator[Finding]:
    """Who sees a generated picture must be told (AI Act, article 50)."""
    for use in picture_uses(article):
        if use.picture.category == Category.AI and use.label != Label.AI:
            yield _of(
                use, "ai-unlabelled", True, _("The picture “%s” is AI-generated but not labelled.")
            )


def pictures_are_at_hand(article: Article) -> Iterator[Finding]:
    """An imported page names pictures that nobody has delivered, and whose rights are unknown."""
    for use in picture_uses(article):
        if use.picture.category == Category.AWAITED:
            yield _of(
                use, "picture-awaited", True, _("The picture “%s” is only a placeholder so far.")
            )


def old_pictures_are_labelled(article: Article) -> Iterator[Finding]:
    """An old picture must not pass for one of the event (Pressekodex, Richtlinie 2.2)."""
    event: date = article.event_date or clock.local_date(article.first_released_at or clock.now())
    for use in picture_uses(article):
        taken = use.picture.taken_on
        if taken and event - taken > ARCHIVE_AGE and not use.label:
            yield _of(
                use,
                "archive-unlabelled",
                False,
                _("The picture “%s” was taken more than 30 days before and has no label."),
            )


def _of(use: PictureUse, code: str, stops: bool, message: Any) -> Finding:
    return Finding(code, stops, message % use.picture.title, use.place)


RULES: tuple[Rule, ...] = (
    lead_is_written,
    body_is_written,
    blocks_are_complete,
    pictures_are_credited,
    pictures_are_described,
    ai_is_labelled,
    pictures_are_at_hand,
    quotes_have_speakers,
    old_pictures_are_labelled,
    headline_fits,
    there_is_a_picture,
    somebody_signs,
)
