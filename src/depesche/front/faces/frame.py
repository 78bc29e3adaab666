"""The frame round every page."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from django.utils.safestring import SafeString

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link of the section navigation or of the footer."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Alternate:
    """One language of the switcher.

    `is_translation` says that `url` is this very page in the other language (then it is also
    told to search engines, `absolute_url`); otherwise it leads to that language's front page.
    """

    language: str
    name: str
    url: str
    absolute_url: str = ""
    is_current: bool = False
    is_translation: bool = False


@dataclass(frozen=True, slots=True)
class Breaking:
    """The banner over every page: one line, and where it leads (or nowhere)."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed of this page. `type` is its media type."""

    title: str
    url: str
    type: str = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class ShareFace:
    """What other sites show when they link here (Open Graph). All addresses absolute."""

    title: str
    description: str = ""
    image_url: str = ""
    image_alt: str = ""
    image_width: int = 0
    image_height: int = 0
    type: Literal["website", "article"] = "website"
    published_at: datetime | None = None
    modified_at: datetime | None = None
    section: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything round the page itself: head, masthead, navigation, footer.

    `title` is the title of the page without the paper's name, empty on the front page.
    `canonical` is absolute, empty on pages nobody should index (errors).
    `robots` is the content of the robots meta element, empty for none.
    `json_ld` is JSON with `<` written as `\\u003c`; it goes into a data block, never run.
    `edition` is a date for the masthead; leave it out where a kept page could outlive it.
    `x_default` is the absolute address for readers of no listed language, empty for none.
    `feeds` are the feeds of this page; `pages` the footer's links (imprint, privacy …).
    `ticker` stands before the sections.
    """

    site_name: str
    home_url: str
    language: str
    sections: tuple[NavItem, ...]
    claim: str = ""
    direction: Direction = "ltr"
    title: str = ""
    description: str = ""
    canonical: str = ""
    robots: str = ""
    alternates: tuple[Alternate, ...] = ()
    breaking: Breaking | None = None
    feeds: tuple[FeedLink, ...] = ()
    pages: tuple[NavItem, ...] = ()
    share: ShareFace | None = None
    json_ld: SafeString = field(default_factory=SafeString)
    edition: date | None = None
    x_default: str = ""
    is_home: bool = False
    ticker: NavItem | None = None
