"""What feeds say of the released articles: plain values, ready for XML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID, uuid5

from depesche.exporting.printable import absolute, legal
from depesche.newsroom import keys
from depesche.newsroom.models import Article, Byline, Correction, Topic
from depesche.newsroom.models.address import author_address, edition_address
from depesche.pictures import keys as picture_keys
from depesche.pictures.models import Label, Rendition

Form = Literal["atom", "rss"]
TickerForm = Literal["atom", "json"]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Signature(NamedTuple):
    """Who wrote it. `url` is empty for an agency, which has no page."""

    name: str
    url: str = ""


class Subject(NamedTuple):
    """A section, topic or kicker: the word machines compare and the one people read."""

    term: str
    label: str


class Amends(NamedTuple):
    """A public correction."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The lead picture's file. `length` in bytes; `caption` begins with the label of the use."""

    url: str
    length: int
    width: int
    height: int
    caption: str
    credit: str
    type: str = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a feed.

    `urn` stays the same wherever the article moves. `updated_at` is the last instant at which
    something changed that readers should know: a material update or a correction. `html`: the
    whole text, where it is no longer than a lead; cleaned.
    """

    urn: str
    url: str
    headline: str
    lead: str
    signatures: tuple[Signature, ...]
    subjects: tuple[Subject, ...]
    released_at: datetime
    updated_at: datetime
    amends: tuple[Amends, ...]
    enclosure: Enclosure | None
    keys: frozenset[str]
    html: str = ""


def ticker_feed_address(language: str, form: TickerForm = "atom") -> str:
    """The path of the feed of an edition's ticker."""
    name = {"atom": "atom.xml", "json": "feed.json"}[form]
    return f"{edition_address(language)}feeds/ticker/{name}"


def feed_address(language: str, section_slug: str = "", form: Form = "atom") -> str:
    """The path of the feed of an edition or of one of its sections."""
    folder = f"{section_slug}/" if section_slug else ""
    return f"{edition_address(language)}feeds/{folder}{form}.xml"


def urn(key: UUID, language: str) -> str:
    """A name for ever: of a page in one language, whatever its id, address or host."""
    return f"urn:uuid:{uuid5(key, language)}"


def entries(articles: Sequence[Article]) -> list[Entry]:
    """The feed entries of released articles, in their order. Four queries, however many.

    The articles come with their section and lead picture.
    """
    numbers = [article.pk for article in articles]
    signed = _by_article(
        Byline.objects.filter(article__in=numbers)
        .select_related("author", "agency")
        .order_by("sort_order", "pk")
    )
    about = _by_article(
        Article.topics.through.objects.filter(article__in=numbers)
        .select_related("topic")
        .order_by("topic__name")
    )
    amended = _by_article(Correction.objects.filter(article__in=numbers).order_by("at", "pk"))
    files = _files(article.lead_picture_id for article in articles)
    return [
        _entry(
            article,
            signed[article.pk],
            [row.topic for row in about[article.pk]],
            amended[article.pk],
            files.get(article.lead_picture_id or 0),
        )
        for article in articles
    ]


def _by_article(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.article_id].append(row)
    return grouped


def _files(pictures: Iterable[int | None]) -> dict[int, Rendition]:
    """The widest JPEG of each picture: every feed reader can show it. Nothing is rendered here."""
    wanted = {number for number in pictures if number}
    made = Rendition.objects.filter(image__in=wanted, file__endswith=".jpg").order_by("width", "pk")
    return {file.image_id: file for file in made}


def _entry(
    article: Article,
    signed: list[Byline],
    topics: list[Topic],
    amended: list[Correction],
    file: Rendition | None,
) -> Entry:
    released_at = article.first_released_at or EPOCH
    changes = [released_at, article.materially_changed_at or released_at]
    return Entry(
        urn=urn(article.translation_key, article.language),
        url=absolute(article.address),
        headline=legal(article.headline),
        lead=legal(article.lead),
        signatures=tuple(_signature(line, article.language) for line in signed),
        subjects=tuple(_subjects(article, topics)),
        released_at=released_at,
        updated_at=max([*changes, *(one.at for one in amended)]),
        amends=tuple(Amends(one.at, legal(one.text)) for one in amended),
        enclosure=_enclosure(article, file),
        keys=frozenset(_keys(article, signed, topics)),
    )


def _signature(line: Byline, language: str) -> Signature:
    if line.author:
        return Signature(
            legal(line.author.name), absolute(author_address(language, line.author.slug))
        )
    return Signature(legal(str(line)))


def _subjects(article: Article, topics: list[Topic]) -> Iterator[Subject]:
    if article.section:
        yield Subject(legal(article.section.slug), legal(article.section.title))
    for topic in topics:
        yield Subject(legal(topic.slug), legal(topic.name))
    if kicker := legal(article.kicker).strip():
        yield Subject(kicker, kicker)


def _enclosure(article: Article, file: Rendition | None) -> Enclosure | None:
    picture = article.lead_picture
    if picture is None or file is None:
        return None
    try:
        length = file.file.size
    except OSError:  # the row outlived its file; the article needs no picture
        return None
    label = str(Label(article.lead_label).label) if article.lead_label else ""
    caption = article.lead_caption or picture.caption
    return Enclosure(
        url=absolute(file.url),
        length=length,
        width=file.width,
        height=file.height,
        caption=legal(": ".join(part for part in (label, caption) if part)),
        credit=legal(picture.credit),
    )


def _keys(article: Article, signed: list[Byline], topics: list[Topic]) -> Iterator[str]:
    yield keys.article(article.pk)
    yield from (keys.author(line.author_id) for line in signed if line.author_id)
    yield from (keys.agency(line.agency_id) for line in signed if line.agency_id)
    yield from (keys.topic(topic.pk) for topic in topics)
    if article.lead_picture_id:
        yield picture_keys.picture(article.lead_picture_id)
