"""Running text as the desk stores it, made ready to print: links expanded, then cleaned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.rich_text.rewriters import extract_attrs

from depesche.kit import html

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL | re.IGNORECASE)
PAIRS = {"„": "“", "“": "”", "”": "”", '"': '"', "«": "»", "»": "«"}

Address = Callable[[str, int], str]


def linked(text: str) -> Iterator[tuple[str, int]]:
    """The things of this paper a text links to: ("page" or "document", id)."""
    for match in LINK.finditer(text):
        attributes = extract_attrs(match[1])
        kind, number = attributes.get("linktype", ""), attributes.get("id", "")
        if kind in {"page", "document"} and number.isdecimal():
            yield kind, int(number)


def prose(text: str, address_of: Address) -> SafeString:
    """A stored text as HTML. Cleaning is the last step.

    address_of(kind, id): where a thing of this paper stands, empty if readers may not see it;
    its link is then left out and the words stay.
    """

    def expand(match: re.Match[str]) -> str:
        target = next(linked(match[0]), None)
        if target is None:
            return match[0]
        address = address_of(*target)
        return f'<a href="{escape(address)}">{match[2]}</a>' if address else match[2]

    return SafeString(html.clean_paragraph(LINK.sub(expand, text)))


def unquoted(words: str) -> str:
    """A quote without the marks around it: the page sets those of its own language."""
    words = words.strip()
    inner = words[1:-1]
    if len(words) > 1 and PAIRS.get(words[0]) == words[-1]:
        # „Ja“, sagte er, „gern“ begins and ends with marks that do not belong together.
        return words if any(mark in inner for mark in (words[0], words[-1])) else inner
    return words
