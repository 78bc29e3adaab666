"""An article, composed into its page. Page and preview take the same road."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from depesche.front import addresses, frames, mentions, structured
from depesche.front.bodies import Body
from depesche.front.cards import Announced, Announcements, for_cards
from depesche.front.faces import (
    SIZES_CARD,
    SIZES_LEAD_PICTURE,
    ArticleFace,
    CorrectionFace,
    Frame,
    NavItem,
    PersonFace,
    PictureFace,
    ShareFace,
)
from depesche.front.prints import Prints
from depesche.front.sheets import Sheet
from depesche.front.surroundings import Surroundings, surroundings
from depesche.kit import text
from depesche.newsroom import keys, queries
from depesche.newsroom.models import Article, Byline, Correction, Publication, Topic
from depesche.newsroom.models.address import address_of
from depesche.pictures.queries import SHARE, WHOLE

WORDS_A_MINUTE = 220
MORE = 4


@dataclass(frozen=True, slots=True)
class Copy:
    """An article with everything its page names, found before anything is composed.

    mentioned: the ids of pages in its body, released or not: a release of one changes the page.
    others: the released ones among them, and those of `more`.
    """

    article: Article
    language: str
    around: Surroundings
    stored: list[mentions.Raw]
    bylines: list[Byline]
    topics: list[Topic]
    corrections: list[Correction]
    has_history: bool
    versions: dict[str, str]
    mentioned: set[int]
    others: dict[int, Announced]
    more: list[Announced]
    pictures: dict[int, Any]
    documents: dict[int, Any]

    def keys(self) -> set[str]:
        """Everything the page names, other than cards and pictures."""
        shown = {keys.article(self.article.pk), keys.translations(self.article.translation_key)}
        shown |= {keys.article(number) for number in self.mentioned | set(self.others)}
        for topic in self.topics:
            shown |= {keys.topic(topic.pk), keys.topic_list(topic.pk)}
        for line in self.bylines:
            if line.author_id:
                shown.add(keys.author(line.author_id))
            if line.agency_id:
                shown.add(keys.agency(line.agency_id))
        return shown | self.around.keys()


def sheet(article: Article, *, is_preview: bool = False) -> Sheet:
    """The page of an article. A preview shows this version, released or not, as it would be."""
    copy = _gathered(article)
    prints = Prints()
    prints.want([article.lead_picture], WHOLE, SHARE)
    prints.want(copy.pictures.values(), WHOLE)
    cards = Announcements(copy.others.values(), copy.around, prints, signed=False)
    face = _face(copy, prints, cards, is_preview=is_preview)
    frame = _frame(copy, prints, face)
    return Sheet(frame, face, frozenset(copy.keys() | cards.keys | prints.keys()))


def _gathered(article: Article) -> Copy:
    language = article.edition
    stored = mentions.raw_blocks(article)
    found = mentions.mentioned(stored)
    topics = list(article.topics.all())
    related, more = _others(article, language, found.articles, topics)
    return Copy(
        article=article,
        language=language,
        around=surroundings(language),
        stored=stored,
        bylines=list(article.bylines.select_related("author", "agency")),
        topics=topics,
        corrections=list(Correction.objects.filter(article=article.pk)) if article.pk else [],
        has_history=_is_released_again(article),
        versions=_versions(article),
        mentioned=found.articles,
        others=related | {other.pk: other for other in more},
        more=more,
        pictures=mentions.pictures(found.pictures),
        documents=mentions.documents(found.documents),
    )


def _versions(article: Article) -> dict[str, str]:
    """The addresses of the released versions by language; two columns are enough here."""
    versions = Article.objects.filter(translation_key=article.translation_key, number__isnull=False)
    rows = versions.order_by().values_list("language", "url_path")
    return {language: address_of(url_path) for language, url_path in rows}


def _is_released_again(article: Article) -> bool:
    if not article.is_public:
        return False
    releases = Publication.objects.filter(article=article.pk).values_list("pk", flat=True)
    return len(releases[:2]) > 1


def _others(
    article: Article, language: str, mentioned: set[int], topics: list[Topic]
) -> tuple[dict[int, Announced], list[Announced]]:
    """The released articles the body points at, and the newest on the same topics."""
    if not mentioned and not topics:
        return {}, []
    wanted = queries.beside(
        article, language=language, mentioned=mentioned, topics=[t.pk for t in topics], most=MORE
    )
    found = {other.pk: other for other in for_cards(wanted.order_by("-number", "-pk"))}
    related = {number: found[number] for number in mentioned if number in found}
    return related, [other for number, other in found.items() if number not in mentioned]


def _face(copy: Copy, prints: Prints, cards: Announcements, *, is_preview: bool) -> ArticleFace:
    article = copy.article
    section = copy.around.section(article.section_id)
    body = Body(
        article=article,
        language=copy.language,
        around=copy.around,
        prints=prints,
        announcements=cards,
        articles=copy.others,
        pictures=copy.pictures,
        documents=copy.documents,
    )
    address = article.address
    return ArticleFace(
        headline=article.headline,
        kicker=article.kicker,
        lead=article.lead,
        place=article.place_line,
        body=tuple(body.blocks(copy.stored)),
        released_at=article.first_released_at,
        updated_at=article.materially_changed_at,
        section_name=section.title if section else "",
        section_url=section.address if section else addresses.home(copy.language),
        permalink=addresses.absolute(address),
        authors=tuple(_authors(copy)),
        agencies=tuple(PersonFace(line.agency.name) for line in copy.bylines if line.agency),
        lead_picture=_lead_picture(article, prints),
        topics=tuple(
            NavItem(topic.name, addresses.topic(copy.language, topic.slug)) for topic in copy.topics
        ),
        corrections=tuple(CorrectionFace(c.text, c.at) for c in copy.corrections),
        more=cards.cards(copy.more, sizes=SIZES_CARD),
        history_url=addresses.versions(address, copy.language) if copy.has_history else "",
        reading_minutes=_minutes(copy.stored),
        is_preview=is_preview,
        ticker_url=addresses.ticker(copy.language),
        rail_url=addresses.rail(copy.language),
    )


def _authors(copy: Copy) -> Iterable[PersonFace]:
    for line in copy.bylines:
        if line.author:
            yield PersonFace(line.author.name, addresses.author(copy.language, line.author.slug))


def _lead_picture(article: Article, prints: Prints) -> PictureFace | None:
    return article.lead_picture and prints.face(
        article.lead_picture,
        WHOLE,
        sizes=SIZES_LEAD_PICTURE,
        label=article.lead_label,
        caption=article.lead_caption,
    )


def _minutes(stored: list[mentions.Raw]) -> int:
    words = sum(len(text.plain(words).split()) for words in mentions.rich_texts(stored))
    return -(-words // WORDS_A_MINUTE)


def _frame(copy: Copy, prints: Prints, face: ArticleFace) -> Frame:
    article = copy.article
    described = article.search_description or text.shortened(article.lead, 160)
    section = copy.around.section(article.section_id)
    steps = [(section.title, section.address)] if section else []
    steps.append((article.headline, article.address))
    node = structured.news_article(
        article,
        face,
        language=copy.language,
        images=_images(article, prints, face),
        corrections=copy.corrections,
    )
    return frames.frame(
        copy.around,
        address=article.address,
        versions=copy.versions,
        section=article.section_id,
        title=article.seo_title or article.headline,
        description=described,
        robots="max-image-preview:large" if article.is_public else "noindex",
        share=prints.shared(_share(copy, face, described), article.lead_picture),
        json_ld=structured.in_html(node, structured.breadcrumbs(copy.language, *steps)),
    )


def _share(copy: Copy, face: ArticleFace, described: str) -> ShareFace:
    return ShareFace(
        title=copy.article.headline,
        description=described,
        type="article",
        published_at=copy.article.first_released_at,
        modified_at=structured.modified(copy.article, copy.corrections),
        section=face.section_name,
        authors=tuple(who.name for who in (*face.authors, *face.agencies)),
    )


def _images(article: Article, prints: Prints, face: ArticleFace) -> list[structured.Node]:
    if article.lead_picture is None or face.lead_picture is None:
        return []
    file = prints.largest(article.lead_picture, WHOLE)
    return [structured.image(article.lead_picture, file, face.lead_picture.caption)]
