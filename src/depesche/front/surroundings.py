"""What stands round every page: the editions, the sections, the breaking line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from wagtail.models import Page

from depesche.front.faces import Breaking
from depesche.newsroom import keys, queries
from depesche.newsroom.models import Banner
from depesche.newsroom.models.address import address_of

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
KINDS = ("frontpage", "section")


class Signpost(NamedTuple):
    """A front page or a section as the frame and the links in a text name it. path: in the tree."""

    id: int
    title: str
    url_path: str
    depth: int
    translation_key: object
    path: str

    @property
    def language(self) -> str:
        """The edition it belongs to."""
        return self.url_path.split("/", 2)[1]

    @property
    def address(self) -> str:
        """The path readers use."""
        return address_of(self.url_path)

    @property
    def slug(self) -> str:
        """Its own part of the path."""
        return self.url_path.rsplit("/", 2)[1]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything round the page, found with two queries. `signposts`: those of all editions."""

    language: str
    signposts: tuple[Signpost, ...] = ()
    banner: Banner | None = None

    @property
    def sections(self) -> list[Signpost]:
        """The sections of this edition, as the desk orders them."""
        return [s for s in self.signposts if s.depth == 3 and s.language == self.language]

    @property
    def editions(self) -> list[str]:
        """The languages the paper appears in, the default one first."""
        printed = {s.language for s in self.signposts if s.depth == 2}
        return [code for code in LANGUAGES if code in printed]

    @property
    def is_printed(self) -> bool:
        """Whether there is an edition in this language; the default one is never missing."""
        return self.language in self.editions or self.language == settings.LANGUAGE_CODE

    def section(self, number: int | None) -> Signpost | None:
        """The section of any edition with this id."""
        return next((s for s in self.signposts if s.id == number), None)

    def translations(self, translation_key: object) -> dict[str, str]:
        """The addresses of a section in all editions, by language."""
        alike = [s for s in self.signposts if s.translation_key == translation_key]
        return {s.language: s.address for s in alike}

    def breaking(self) -> Breaking | None:
        """The breaking line; it leads to its article as long as that is public."""
        if self.banner is None:
            return None
        article = self.banner.article
        return Breaking(self.banner.text, article.address if article and article.is_public else "")

    def keys(self) -> set[str]:
        """What these surroundings show. The switcher shows which other editions there are."""
        shown = {keys.frame(code) for code in LANGUAGES}
        if self.banner and self.banner.article_id:
            shown.add(keys.article(self.banner.article_id))
        return shown


def surroundings(language: str) -> Surroundings:
    """What stands round the pages of an edition now."""
    return Surroundings(language, tuple(_signposts()), queries.standing_banner(language))


def _signposts() -> list[Signpost]:
    # By kind: Wagtail has no index of depth, and an archive has a hundred thousand pages.
    posts = Page.objects.filter(
        content_type__app_label="newsroom", content_type__model__in=KINDS, live=True
    )
    rows = posts.order_by().values_list(
        "id", "title", "url_path", "depth", "translation_key", "path"
    )
    found = (Signpost(*row) for row in rows)
    return sorted(
        (post for post in found if post.language in LANGUAGES), key=lambda post: post.path
    )
