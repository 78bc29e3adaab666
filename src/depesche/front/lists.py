"""Lists of articles: sections, topics, authors, days. Paged on (number, id) alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext

from depesche.front import addresses, frames, structured
from depesche.front.cards import Announced, Announcements, for_cards
from depesche.front.faces import SIZES_LEAD_STORY, SIZES_STAMP, Frame, ListFace, ShareFace
from depesche.front.prints import Prints
from depesche.front.sheets import Sheet
from depesche.front.surroundings import Surroundings
from depesche.kit import clock, text
from depesche.newsroom import keys, queries
from depesche.newsroom.models import Article, Author, Section, Topic
from depesche.newsroom.queries import PAGE_LENGTH, Place
from depesche.pictures import keys as picture_keys
from depesche.pictures import queries as pictures
from depesche.pictures.queries import PORTRAIT, SHARE


class NothingBehind(LookupError):
    """A list does not go on behind the given place; its first page is at `address`."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass(frozen=True, slots=True)
class Archive:
    """A list before it is paged: what it is, what it shows, which keys stand for it.

    versions: the addresses of the same list by language. portrait: of an author, if public.
    older, newer: addresses beyond the ends of the list.
    """

    around: Surroundings
    address: str
    heading: str
    articles: QuerySet[Article]
    keys: frozenset[str]
    versions: dict[str, str]
    kind: str = ""
    description: str = ""
    role: str = ""
    section: int | None = None
    portrait: Any = None
    older: str = ""
    newer: str = ""
    nodes: tuple[structured.Node, ...] = ()


def sheet(archive: Archive, *, behind: Place | None) -> Sheet:
    """One page of a list. Raises NothingBehind for a place the list does not go on behind."""
    leaf = queries.leaf(archive.articles, behind=behind, read=for_cards)
    if behind and not leaf.articles:
        raise NothingBehind(archive.address)
    language = archive.around.language
    prints = Prints()
    cards = Announcements(leaf.articles, archive.around, prints, signed=True)
    if archive.portrait:
        prints.want([archive.portrait], PORTRAIT)
    if leaf.articles:
        prints.want([leaf.articles[0].lead_picture], SHARE)
    shown = list(cards.cards(leaf.articles, sizes=SIZES_STAMP))
    if shown and behind is None and (first := shown[0].picture):
        shown[0] = replace(shown[0], picture=replace(first, sizes=SIZES_LEAD_STORY))
    older = leaf.older and addresses.behind(archive.address, language, leaf.older)
    face = ListFace(
        heading=archive.heading,
        cards=tuple(shown),
        kind=archive.kind,
        description=archive.description,
        older_url=older or archive.older,
        newer_url=_newer(archive, leaf.articles) if behind else archive.newer,
        portrait=archive.portrait and prints.face(archive.portrait, PORTRAIT, sizes=SIZES_STAMP),
        role=archive.role,
        is_first_page=behind is None,
    )
    frame = _frame(archive, prints, leaf.articles, behind)
    return Sheet(frame, face, archive.keys | cards.keys | prints.keys() | archive.around.keys())


def _newer(archive: Archive, shown: list[Announced]) -> str:
    """The page that ends where this one begins; near the top, the first page."""
    first = shown[0]
    before = (
        archive.articles.filter(number__gte=first.number)
        .filter(Q(number__gt=first.number) | Q(number=first.number, pk__gt=first.pk))
        .order_by("number", "pk")
    )
    row = before.values_list("number", "pk")[PAGE_LENGTH : PAGE_LENGTH + 1].first()
    if row is None:
        return archive.address
    place = Place(row[0] or 0, row[1])
    return addresses.behind(archive.address, archive.around.language, place)


def _frame(
    archive: Archive,
    prints: Prints,
    shown: list[Announced],
    behind: Place | None,
) -> Frame:
    language = archive.around.language
    address = archive.address
    described = text.shortened(archive.description, 160)
    trail = structured.breadcrumbs(language, (archive.heading, address))
    return frames.frame(
        archive.around,
        address=addresses.behind(address, language, behind) if behind else address,
        versions={} if behind else archive.versions,
        section=archive.section,
        title=archive.heading,
        description=described,
        # Where an older page begins moves with every release: follow it, do not list it.
        robots="noindex" if behind or not shown else "",
        share=prints.shared(
            ShareFace(title=archive.heading, description=described),
            shown[0].lead_picture if shown else None,
        ),
        json_ld=structured.in_html(trail, *archive.nodes),
    )


def of_section(around: Surroundings, section: Section) -> Archive:
    """The articles of a section."""
    return Archive(
        around=around,
        address=section.address,
        heading=section.title,
        description=section.description or section.search_description,
        articles=queries.public(around.language).filter(section_id=section.pk),
        keys=frozenset({keys.section(section.pk)}),
        versions=around.translations(section.translation_key),
        section=section.pk,
    )


def of_topic(around: Surroundings, topic: Topic) -> Archive:
    """The articles on a topic."""
    alike = Topic.objects.filter(translation_key=topic.translation_key)
    rows = alike.values_list("locale__language_code", "slug", "pk")
    known = {code: (slug, number) for code, slug, number in rows if code in around.editions}
    return Archive(
        around=around,
        address=addresses.topic(around.language, topic.slug),
        heading=topic.name,
        kind=gettext("Topic"),
        description=topic.description,
        articles=queries.public(around.language).filter(topics=topic),
        keys=frozenset(keys.topic(number) for _slug, number in known.values())
        | {
            keys.topic(topic.pk),
            keys.topic_list(topic.pk),
            keys.translations(topic.translation_key),
        },
        versions={code: addresses.topic(code, slug) for code, (slug, _n) in known.items()},
    )


def of_author(around: Surroundings, author: Author) -> Archive:
    """The articles of an author, with what the paper says of that person."""
    language = around.language
    described = author.described(language)
    by = Article.objects.filter(bylines__author=author, number__isnull=False)
    written = set(by.values_list("language", flat=True).order_by().distinct())
    address = addresses.author(language, author.slug)
    position = described.position if described else ""
    portrait = author.portrait
    shown = {keys.author(author.pk), keys.author_list(author.pk)}
    if portrait:
        shown.add(picture_keys.picture(portrait.pk))
    if portrait and not pictures.is_public(portrait.pk):
        portrait = None
    return Archive(
        around=around,
        address=address,
        heading=author.name,
        kind=gettext("From the newsroom"),
        description=described.bio if described else "",
        role=position,
        articles=queries.public(language).filter(bylines__author=author),
        keys=frozenset(shown),
        versions={
            code: addresses.author(code, author.slug)
            for code in around.editions
            if code in written or code == language
        },
        portrait=portrait,
        nodes=(_profile(author, address, position),),
    )


def _profile(author: Author, address: str, position: str) -> structured.Node:
    more = {"jobTitle": position, "email": author.email}
    return {
        "@type": "ProfilePage",
        "mainEntity": structured.person(author.name, address, **more),
    }


def of_day(around: Surroundings, day: date) -> Archive:
    """What was first released on one day, and the ways to the days before and after."""
    language = around.language
    articles = queries.of_day(language, day)
    begins, ends = clock.span(day)
    return Archive(
        around=around,
        address=addresses.day(language, day),
        heading=date_format(day, "DATE_FORMAT"),
        kind=gettext("Archive"),
        articles=articles,
        # The ways lead over days without a release, so that any release may change them.
        keys=frozenset({keys.latest(language), keys.day(language, begins)}),
        versions={},
        older=_nearest(language, "-number", number__lt=clock.milliseconds(begins)),
        newer=_nearest(language, "number", number__gte=clock.milliseconds(ends)),
    )


def _nearest(language: str, order: str, **bound: int) -> str:
    """The day of the nearest release beyond a bound, as an address; empty if there is none."""
    released = Article.objects.filter(language=language, **bound).order_by(order)
    found = released.values_list("first_released_at", flat=True).first()
    return addresses.day(language, clock.local_date(found)) if found else ""
