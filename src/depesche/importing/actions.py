"""Taking a foreign page into the newsroom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from depesche.importing.articles import article_of, unknown_names
from depesche.importing.page import Draft, Dropped, UnreadablePage, read_page
from depesche.kit import clock
from depesche.kit.people import Person
from depesche.newsroom import actions as newsroom
from depesche.newsroom.models import Article, Section
from depesche.newsroom.queries import sections

NOON = time(12)


class NoSuchSection(ValueError):
    """The page was to go into a section that the edition does not have."""


class NothingToRead(ValueError):
    """The page has furniture only: no headline or no text."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a page: the article, what was left out and why, what was doubtful."""

    article: Article
    language: str
    dropped: tuple[Dropped, ...]
    warnings: tuple[str, ...]


@transaction.atomic
def import_page(
    raw: bytes,
    *,
    name: str,
    by: Person | None,
    section: str = "",
    edition: str = "",
    into: Collection[int] | None = None,
    release: bool = False,
) -> Imported:
    """Read a saved page and make it a draft, or release it under its own date.

    name: the file's name, for hints only. section: a section's slug; default: the first one of
    the page's language. edition: the language of that section, if it is not the page's.
    into: the ids of the sections that come into question; default: all.
    release: publish although the gate may stop it, which is logged.
    Raises UnreadablePage, NothingToRead, NoSuchSection; then nothing is left behind.
    """
    draft = read_page(raw, name=name)
    if not draft.headline or not (draft.lead or draft.body):
        raise NothingToRead(_("No article was found on this page."))
    shelf, doubts = _shelf(edition or draft.language, section, into)
    article = article_of(draft, shelf, by=by)
    if release:
        newsroom.publish(article, by=by, at=_own_date(draft), override=_("imported page"))
        article = Article.objects.get(pk=article.pk)
    warnings = [*(sentence.told(_) for sentence in draft.unsure), *doubts, *_unknown(draft)]
    return Imported(article, draft.language or shelf.edition, draft.dropped, tuple(warnings))


def _shelf(language: str, slug: str, into: Collection[int] | None) -> tuple[Section, Sequence[str]]:
    """The section a page of that language goes into, and what is doubtful about it."""
    found = _open_sections(language, into)
    doubts = []
    if not found:
        found = _open_sections(settings.LANGUAGE_CODE, into)
        doubts = [_("There is no edition in the language of the page (%s).") % (language or "?")]
    if not found:
        raise NoSuchSection(_("The paper has no sections yet."))
    if not slug:
        return found[0], doubts
    for one in found:
        if one.slug == slug:
            return one, doubts
    known = ", ".join(one.slug for one in found)
    raise NoSuchSection(
        _("There is no section “%(slug)s”; there are: %(known)s.") % {"slug": slug, "known": known}
    )


def _open_sections(language: str, into: Collection[int] | None) -> list[Section]:
    return [one for one in sections(language) if into is None or one.pk in into]


def _own_date(draft: Draft) -> datetime | None:
    """The page's own day at noon, or now where it has none or lies ahead."""
    if draft.date is None:
        return None
    noon = timezone.make_aware(datetime.combine(draft.date, NOON))
    return noon if noon < clock.now() else None


def _unknown(draft: Draft) -> list[str]:
    sentence = _("The newsroom does not know %s: add the name to the byline by hand.")
    return [sentence % name for name in unknown_names(draft)]


__all__ = ["Imported", "NoSuchSection", "NothingToRead", "UnreadablePage", "import_page"]
