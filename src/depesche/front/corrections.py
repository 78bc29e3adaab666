"""The list of everything the paper took back or put right, a year a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from depesche.front import addresses, frames, structured
from depesche.front.faces import CorrectionFace, CorrectionsFace
from depesche.front.sheets import Sheet
from depesche.front.surroundings import Surroundings
from depesche.newsroom import keys, queries
from depesche.newsroom.models import Correction, Retraction


class NotThatYear(LookupError):
    """Nothing was corrected in that year, or it is the newest one, which stands first."""


def sheet(around: Surroundings, *, year: int | None) -> Sheet:
    """The corrections of a year (default: the newest with any). Raises NotThatYear."""
    language = around.language
    corrected, retracted = queries.corrections(language), queries.retractions(language)
    years = _years(corrected, retracted)
    if year is not None and year not in years[1:]:
        raise NotThatYear
    shown = year or (years[0] if years else 0)
    address = addresses.standing("corrections", language)
    place = years.index(shown) if shown else 0
    found = _entries(corrected, retracted, shown) if shown else ()
    entries = sorted(found, key=_when, reverse=True)
    face = CorrectionsFace(
        corrections=tuple(face for face, _key in entries),
        older_url=_page(address, language, years[place + 1 : place + 2]),
        newer_url=_newer(address, language, years, place),
    )
    frame = frames.frame(
        around,
        address=_page(address, language, [year]) if year else address,
        versions={}
        if year
        else {code: addresses.standing("corrections", code) for code in around.editions},
        title=gettext("Corrections"),
        json_ld=structured.in_html(
            structured.breadcrumbs(language, (gettext("Corrections"), address))
        ),
    )
    shown_keys = {keys.corrections(language), *(key for _face, key in entries)}
    return Sheet(frame, face, frozenset(shown_keys | around.keys()))


def _when(entry: tuple[CorrectionFace, str]) -> datetime:
    return entry[0].corrected_at


def _years(corrected: QuerySet[Correction], retracted: QuerySet[Retraction]) -> list[int]:
    """The years with an entry, newest first."""
    moments = [*corrected.datetimes("at", "year"), *retracted.datetimes("at", "year")]
    return sorted({timezone.localtime(moment).year for moment in moments}, reverse=True)


def _entries(
    corrected: QuerySet[Correction], retracted: QuerySet[Retraction], year: int
) -> Iterator[tuple[CorrectionFace, str]]:
    for one in corrected.filter(at__year=year).defer("article__body"):
        article = one.article
        face = CorrectionFace(one.text, one.at, article.headline, article.address)
        yield face, keys.article(article.pk)
    for gone in retracted.filter(at__year=year).defer("article__body"):
        face = CorrectionFace(
            gone.reason, gone.at, gettext("Retracted article"), gone.article.address
        )
        yield face, keys.article(gone.article_id)


def _page(address: str, language: str, year: list[int]) -> str:
    """The page of a year, empty for none."""
    return f"{address}?{urlencode({addresses.word('year', language): year[0]})}" if year else ""


def _newer(address: str, language: str, years: list[int], place: int) -> str:
    if place == 0:
        return ""
    return address if place == 1 else _page(address, language, [years[place - 1]])
