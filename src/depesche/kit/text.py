"""Plain text: from HTML, shortened for cards and meta tags."""

from __future__ import annotations

import html
import re

_BREAKS = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(markup: str) -> str:
    """The words of cleaned `markup`, one space between them."""
    return _SPACE.sub(" ", html.unescape(_TAGS.sub("", _BREAKS.sub(" ", markup)))).strip()


def shortened(text: str, length: int) -> str:
    """`text` of at most `length` characters, cut at a word and ended with an ellipsis."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def is_writable(text: str) -> bool:
    """Whether a person could have typed it: no control characters but tabs and line breaks, and
    no half of a letter, which neither PostgreSQL nor XML takes."""
    return not _UNWRITABLE.search(text)
