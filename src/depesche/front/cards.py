"""Articles as other pages announce them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import pgettext

from depesche.front.faces import Card
from depesche.front.prints import Pictured, Prints
from depesche.front.surroundings import Surroundings
from depesche.newsroom import keys
from depesche.newsroom.models import Article, Byline
from depesche.newsroom.models.address import address_of
from depesche.pictures.queries import CARD

PICTURE = tuple(f"lead_picture__{name}" for name in Pictured._fields)
FIELDS = (
    "pk",
    "number",
    "language",
    "section_id",
    "title",
    "url_path",
    "short_headline",
    "kicker",
    "lead",
    "lead_label",
    "first_released_at",
    "materially_changed_at",
)


class Announced(NamedTuple):
    """What a card shows of a released article, named as in the article.

    A page shows up to fifty cards; an article is a hundred columns with its picture, and making
    the objects took longer than asking for them.
    """

    pk: int
    number: int
    language: str
    section_id: int | None
    headline: str
    url_path: str
    short_headline: str
    kicker: str
    lead: str
    lead_label: str
    first_released_at: datetime | None
    materially_changed_at: datetime | None
    lead_picture: Pictured | None

    @property
    def address(self) -> str:
        """The path readers use."""
        return address_of(self.url_path)


def for_cards(articles: QuerySet[Article]) -> list[Announced]:
    """The same articles in their order, with no more read of them than their cards show."""
    plain = len(FIELDS)
    return [
        Announced._make((*row[:plain], Pictured._make(row[plain:]) if row[plain] else None))
        for row in articles.values_list(*FIELDS, *PICTURE)
    ]


class Announcements:
    """Cards of released articles, and the keys of what they show.

    All pictures and names of `articles` are found with two queries, however many there are.
    """

    def __init__(
        self, articles: Iterable[Announced], around: Surroundings, prints: Prints, *, signed: bool
    ) -> None:
        self._articles = {article.pk: article for article in articles}
        self._around = around
        self._prints = prints
        self.keys = {keys.article(number) for number in self._articles}
        prints.want((article.lead_picture for article in self._articles.values()), CARD)
        self._names = self._signatures() if signed else {}

    def card(self, article: Announced, *, sizes: str, label: str | None = None) -> Card:
        """One card. label: of the picture's use here, if another than at its article."""
        picture = article.lead_picture
        section = self._around.section(article.section_id)
        return Card(
            url=article.address,
            headline=article.short_headline or article.headline,
            kicker=article.kicker,
            lead=article.lead,
            picture=self._prints.face(
                picture, CARD, sizes=sizes, label=article.lead_label if label is None else label
            )
            if picture
            else None,
            released_at=article.first_released_at,
            updated_at=article.materially_changed_at,
            section_name=section.title if section else "",
            section_url=section.address if section else "",
            byline=pgettext("between two things", ", ").join(self._names.get(article.pk, ())),
        )

    def cards(self, articles: Sequence[Announced], *, sizes: str) -> tuple[Card, ...]:
        """Cards in the same order."""
        return tuple(self.card(article, sizes=sizes) for article in articles)

    def _signatures(self) -> dict[int, list[str]]:
        names: dict[int, list[str]] = {}
        lines = Byline.objects.filter(article_id__in=list(self._articles)).order_by("sort_order")
        for article, author, name, agency, agency_name, short in lines.values_list(
            "article_id",
            "author_id",
            "author__name",
            "agency_id",
            "agency__name",
            "agency__short_name",
        ):
            if author:
                self.keys.add(keys.author(author))
            if agency:
                self.keys.add(keys.agency(agency))
            if signature := name or short or agency_name:
                names.setdefault(article, []).append(signature)
        return names
