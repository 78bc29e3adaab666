"""The two marks that stand on a page by the dozen, and an instant as machines read it.

A picture and a moment are drawn here rather than in templates of their own: on a front page with
forty cards the template engine spent a third of its time on these two lines of HTML.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from html import escape

from django.template import Library
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext

from depesche.front.entries import fragment
from depesche.front.faces import EntryFace, PictureFace

register = Library()


@register.simple_tag
def picture(face: PictureFace, *, eager: bool = False) -> SafeString:
    """The picture itself; a page says of one at most that it is `eager`: the one seen first."""
    sizes = escape(face.sizes)
    sources = "".join(
        f'<source type="{source.type}" srcset="{escape(source.srcset)}" sizes="{sizes}">'
        for source in face.sources
    )
    widths = f' srcset="{escape(face.srcset)}" sizes="{sizes}"' if face.srcset else ""
    loading = 'fetchpriority="high"' if eager else 'loading="lazy" decoding="async"'
    return SafeString(
        f'<picture>{sources}<img src="{escape(face.src)}"{widths} width="{face.width}" '
        f'height="{face.height}" alt="{escape(face.alt)}" {loading}></picture>'
    )


@register.simple_tag
def when(at: datetime) -> SafeString:
    """A moment with its day, in the paper's time zone."""
    return _moment(localtime(at), get_language() or "")


@lru_cache(maxsize=4096)
def _moment(at: datetime, _language: str) -> SafeString:
    """A pure function of both: the cards of a day share their words."""
    comma = pgettext("between two things", ", ")
    words = f"{date_format(at, 'SHORT_DATE_FORMAT')}{comma}{date_format(at, 'TIME_FORMAT')}"
    return SafeString(f'<time datetime="{instant(at)}">{escape(words)}</time>')


@register.simple_tag
def entry(face: EntryFace) -> SafeString:
    """An entry of the ticker."""
    return fragment(face)


@register.filter(expects_localtime=True)
def instant(at: datetime) -> str:
    """A moment as machines read it (HTML, 2.3.5.7), in the paper's time zone."""
    return at.strftime("%Y-%m-%dT%H:%M:%S%z")
