"""The page inside the frame of an embed: the one place where a foreign host is let in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from wagtail.embeds.models import Embed

from depesche.edge.keeping import shows
from depesche.front.bodies import provider_of
from depesche.front.faces import EmbedPageFace
from depesche.front.frames import direction
from depesche.front.mentions import raw_blocks
from depesche.kit import html
from depesche.newsroom import keys
from depesche.newsroom.models import Article

FRAME = re.compile(r"<iframe\b[^>]*?\ssrc=[\"']([^\"']+)[\"']", re.IGNORECASE)
VIDEO = re.compile(r"[\w-]{6,20}")


@dataclass(frozen=True, slots=True)
class Embedded:
    """An embed of an article: what it shows and where it stands."""

    url: str
    title: str


def embedded(article: Article, number: int) -> Embedded | None:
    """The embed of an article, counted from one."""
    found = [block["value"] for block in raw_blocks(article) if block["type"] == "embed"]
    if not 1 <= number <= len(found):
        return None
    return Embedded(found[number - 1]["url"], found[number - 1]["title"])


def printed(article: Article, embed: Embedded) -> HttpResponse:
    """The page with the provider's player, or with a link where none is known."""
    player = player_of(embed.url)
    face = EmbedPageFace(
        title=embed.title,
        provider=provider_of(embed.url),
        player_url=player,
        source_url=html.foreign_link(embed.url),
        language=article.language,
        direction=direction(article.language),
    )
    response = HttpResponse(render_to_string(face.template, {"face": face}))
    response.headers["Content-Security-Policy"] = policy(player)
    return shows(response, {keys.article(article.pk)})


def policy(player: str) -> str:
    """Lets in the provider's own frame and nothing else."""
    parts = urlsplit(player)
    frames = f"{parts.scheme}://{parts.netloc}" if player else "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self'",
            f"frame-src {frames}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        )
    )


def player_of(url: str) -> str:
    """The address of the provider's player for something of theirs, empty if unknown.

    First a well-known one that sets no cookies, then the frame of a stored oEmbed answer.
    """
    return next((player for player in _players(url) if _is_foreign(player)), "")


def _players(url: str) -> Iterator[str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = [part for part in parts.path.split("/") if part]
    if host in {"youtube.com", "youtu.be", "youtube-nocookie.com"}:
        video = parse_qs(parts.query).get("v", path[-1:] or [""])[0]
        if VIDEO.fullmatch(video):
            yield f"https://www.youtube-nocookie.com/embed/{video}"
    if host in {"vimeo.com", "player.vimeo.com"} and path and path[-1].isdecimal():
        yield f"https://player.vimeo.com/video/{path[-1]}?dnt=1"
    if host == "dailymotion.com" and path and VIDEO.fullmatch(path[-1]):
        yield f"https://geo.dailymotion.com/player.html?video={path[-1]}"
    for stored in Embed.objects.filter(url=url).values_list("html", flat=True):
        yield from (unescape(source) for source in FRAME.findall(stored))


def _is_foreign(player: str) -> bool:
    """A frame of our own host would run with the paper's rights."""
    parts = urlsplit(player)
    own = urlsplit(settings.BASE_URL).hostname
    plain = re.fullmatch(r"[\w.-]+(:\d+)?", parts.netloc)
    return parts.scheme == "https" and bool(plain) and parts.hostname != own
