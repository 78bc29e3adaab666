"""What machines are told of a page: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString

from depesche.front import addresses
from depesche.front.faces import ArticleFace, EntryFace
from depesche.front.prints import Print
from depesche.kit import text
from depesche.newsroom.models import Article, Correction
from depesche.pictures.models import Picture

Node = dict[str, Any]
# JSON in an HTML data block must not hold what ends it (HTML, 4.12.1.3) nor what old readers
# of JavaScript take for a line's end.
ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def in_html(*nodes: Node) -> SafeString:
    """The nodes as one JSON-LD document that may stand inside a script element."""
    document = {"@context": "https://schema.org", "@graph": [_filled(node) for node in nodes]}
    return SafeString(
        json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    )


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", None, [], ())}


def publisher() -> Node:
    """The paper."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{settings.BASE_URL}/#paper",
        "name": settings.PAPER_NAME,
        "url": f"{settings.BASE_URL}/",
        "logo": {"@type": "ImageObject", "url": addresses.absolute(static("front/icon.svg"))},
    }


def website(language: str) -> Node:
    """The paper's site in one language."""
    return {
        "@type": "WebSite",
        "name": settings.PAPER_NAME,
        "url": addresses.absolute(addresses.home(language)),
        "inLanguage": language,
        "publisher": {"@id": f"{settings.BASE_URL}/#paper"},
    }


def breadcrumbs(language: str, *steps: tuple[str, str]) -> Node:
    """The way from the front page to here: (name, address) of each step behind it."""
    way = [(settings.PAPER_NAME, addresses.home(language)), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": addresses.absolute(address),
            }
            for position, (name, address) in enumerate(way, start=1)
        ],
    }


def person(name: str, address: str, **more: str) -> Node:
    """An author."""
    url = addresses.absolute(address) if address else ""
    return _filled({"@type": "Person", "name": name, "url": url, **more})


def image(picture: Picture, file: Print, caption: str) -> Node:
    """A picture with what its right holders want to be told."""
    return _filled(
        {
            "@type": "ImageObject",
            "contentUrl": addresses.absolute(file.address),
            "url": addresses.absolute(file.address),
            "width": file.width,
            "height": file.height,
            "caption": caption,
            "creditText": picture.credit,
            "copyrightNotice": picture.copyright_notice
            or (picture.credit and f"© {picture.credit}"),
            "license": picture.licence_url,
            "creator": (picture.creator and {"@type": "Person", "name": picture.creator})
            or (picture.agency and {"@type": "Organization", "name": picture.agency}),
        }
    )


def news_article(
    article: Article,
    face: ArticleFace,
    *,
    language: str,
    images: list[Node],
    corrections: list[Correction],
) -> Node:
    """The article, with everybody who signs it."""
    authors = [person(who.name, who.url) for who in face.authors]
    authors += [{"@type": "Organization", "name": agency.name} for agency in face.agencies]
    return {
        "@type": "NewsArticle",
        "@id": face.permalink,
        "url": face.permalink,
        "mainEntityOfPage": face.permalink,
        "headline": article.headline,
        "alternativeHeadline": article.short_headline,
        "description": text.shortened(article.lead, 300),
        "datePublished": _instant(article.first_released_at),
        "dateModified": _instant(modified(article, corrections)),
        "inLanguage": language,
        "articleSection": face.section_name,
        "keywords": [topic.label for topic in face.topics],
        "dateline": article.place_line,
        "author": authors,
        "publisher": publisher(),
        "image": images,
        "isAccessibleForFree": True,
        "correction": [
            {"@type": "CorrectionComment", "text": c.text, "datePublished": _instant(c.at)}
            for c in corrections
        ],
    }


def ticker_entry(face: EntryFace, *, title: str, words: str, language: str) -> Node:
    """An entry of the ticker, which the paper itself signs."""
    address = addresses.absolute(face.url)
    moments = [face.released_at, face.updated_at, *(one.corrected_at for one in face.corrections)]
    return {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": title,
        "articleBody": words,
        "datePublished": _instant(face.released_at),
        "dateModified": _instant(max(moment for moment in moments if moment)),
        "inLanguage": language,
        "articleSection": [section.label for section in face.sections],
        "keywords": [topic.label for topic in face.topics],
        "author": {"@id": f"{settings.BASE_URL}/#paper"},
        "publisher": publisher(),
        "image": [addresses.absolute(face.picture.src)] if face.picture else [],
        "isAccessibleForFree": True,
        "isPartOf": {
            "@type": "CollectionPage",
            "url": addresses.absolute(addresses.ticker(language)),
        },
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": c.text,
                "datePublished": _instant(c.corrected_at),
            }
            for c in face.corrections
        ],
    }


def modified(article: Article, corrections: list[Correction]) -> datetime | None:
    """When readers last got something materially other: an update or a correction."""
    moments = [article.first_released_at, article.materially_changed_at]
    moments += [correction.at for correction in corrections]
    return max((moment for moment in moments if moment), default=None)


def _instant(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
