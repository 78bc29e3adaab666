"""The frame of a page, made of its surroundings and of what the page says of itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info, gettext, pgettext

from depesche.exporting.queries import Form, feed_address, ticker_feed_address
from depesche.front import addresses
from depesche.front.faces import Alternate, Direction, FeedLink, Frame, NavItem
from depesche.front.surroundings import Surroundings

FEED_FORMS: tuple[tuple[str, Form, str], ...] = (
    ("Atom", "atom", "application/atom+xml"),
    ("RSS", "rss", "application/rss+xml"),
)
STANDING_PAGES = ("corrections", "imprint", "privacy")


def direction(language: str) -> Direction:
    """Which way the language is written."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


def frame(
    around: Surroundings,
    *,
    address: str = "",
    versions: dict[str, str] | None = None,
    section: int | None = None,
    own_feeds: tuple[FeedLink, ...] = (),
    **said: Any,
) -> Frame:
    """The frame of the page at `address` (empty: a page nobody should index).

    versions: the addresses of the same page by language, its own among them.
    section: the id of the section that is marked in the navigation.
    own_feeds: of the page itself, before those of the edition.
    said: what the page says of itself: title, description, robots, share, json_ld …
    """
    versions = versions or {}
    original = versions.get(settings.LANGUAGE_CODE, "") if len(versions) > 1 else ""
    return Frame(
        site_name=settings.PAPER_NAME,
        claim=settings.PAPER_CLAIM,
        home_url=addresses.home(around.language),
        language=around.language,
        direction=direction(around.language),
        sections=tuple(
            NavItem(post.title, post.address, is_current=post.id == section)
            for post in around.sections
        ),
        ticker=_ticker(around.language, address),
        canonical=addresses.absolute(address) if address else "",
        alternates=alternates(around, address, versions),
        x_default=addresses.absolute(original) if original else "",
        breaking=around.breaking(),
        feeds=(*own_feeds, *feeds(around, section)),
        pages=standing_pages(around.language),
        **said,
    )


def bare(language: str, title: str = "") -> Frame:
    """A frame that asks no table, for the pages that must work without a database."""
    return frame(Surroundings(language), title=title, robots="noindex")


def _ticker(language: str, address: str) -> NavItem:
    own = addresses.ticker(language)
    return NavItem(gettext("Ticker"), own, is_current=address.startswith(own))


def alternates(
    around: Surroundings, address: str, versions: dict[str, str]
) -> tuple[Alternate, ...]:
    """The language switcher: to this page in the other language, else to its front page."""
    editions = around.editions
    if len(editions) < 2:
        return ()
    return tuple(
        Alternate(
            language=code,
            name=get_language_info(code)["name_local"],
            url=versions.get(code) or (is_here and address) or addresses.home(code),
            absolute_url=addresses.absolute(versions[code]) if code in versions else "",
            is_current=is_here,
            is_translation=code in versions and len(versions) > 1,
        )
        for code in editions
        for is_here in (code == around.language,)
    )


def feeds(around: Surroundings, section: int | None) -> tuple[FeedLink, ...]:
    """The feeds of the edition, and those of the section the page stands in."""
    followed = [(settings.PAPER_NAME, "")]
    if post := around.section(section):
        followed.append((post.title, post.slug))
    return tuple(
        FeedLink(f"{name} ({form})", feed_address(around.language, slug, kind), media_type)
        for name, slug in followed
        for form, kind, media_type in FEED_FORMS
    )


def ticker_feeds(language: str) -> tuple[FeedLink, ...]:
    """The feeds of the ticker."""
    name = gettext("Newsticker")
    return (
        FeedLink(f"{name} (Atom)", ticker_feed_address(language), "application/atom+xml"),
        FeedLink(f"{name} (JSON)", ticker_feed_address(language, "json"), "application/feed+json"),
    )


def standing_pages(language: str) -> tuple[NavItem, ...]:
    """The links of the footer."""
    names = standing_names()
    return tuple(
        NavItem(names[name], addresses.standing(name, language)) for name in STANDING_PAGES
    )


def standing_names() -> dict[str, str]:
    """What these pages are called.

    With a context: Wagtail says "Privacy" of a page that not everybody may see, and would take
    our word for it at the desk, or lend us its own.
    """
    return {
        "corrections": gettext("Corrections"),
        "imprint": pgettext("page of the paper", "Imprint"),
        "privacy": pgettext("page of the paper", "Privacy"),
    }
