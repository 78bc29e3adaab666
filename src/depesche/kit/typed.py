"""Typed text: what a person types into one plain field, made HTML.

    **bold**  *italic*  [words](https://example.org/)  https://example.org/

An empty line begins a paragraph, a line break stays one. Everything else stands as it was typed:
no markup of HTML has a meaning here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from depesche.kit import html, text

PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
PIECE = re.compile(
    r"\[(?P<words>[^\[\]\n]+)\]\((?P<target>(?:https?://|/(?!/))[^\s()<>]+)\)"
    r"|(?P<address>https?://[^\s<>\"()\[\]]+)"
    r"|\*\*(?P<bold>(?=\S)[^*\n]+(?<=\S))\*\*"
    r"|(?<![\w*])\*(?P<italic>(?=\S)[^*\n]+(?<=\S))\*(?![\w*])"
)
# What ends a sentence, not the address in it.
AFTER_ADDRESS = re.compile(r"[.,;:!?…]+$")


def rich(typed: str) -> str:
    """Typed text as cleaned HTML: paragraphs with bold, italics and links."""
    paragraphs = PARAGRAPHS.split(typed.replace("\r\n", "\n").strip())
    return html.clean_paragraph("".join(f"<p>{_inline(one)}</p>" for one in paragraphs if one))


def plain(typed: str) -> str:
    """The words alone, on one line."""
    return text.plain(rich(typed))


def _inline(typed: str) -> str:
    return _pieces(typed, _marked).replace("\n", "<br>")


def _pieces(typed: str, mark: Callable[[re.Match[str]], str]) -> str:
    made, end = [], 0
    for match in PIECE.finditer(typed):
        made += [escape(typed[end : match.start()]), mark(match)]
        end = match.end()
    return "".join([*made, escape(typed[end:])])


def _marked(match: re.Match[str]) -> str:
    if words := match["words"]:
        return _link(match["target"], words)
    if address := match["address"]:
        end = AFTER_ADDRESS.search(address)
        bare = address[: end.start()] if end else address
        return _link(bare, bare.split("://", 1)[1].removesuffix("/")) + address[len(bare) :]
    if bold := match["bold"]:
        return f"<b>{_pieces(bold, _marked)}</b>"
    return f"<i>{_pieces(match['italic'], _marked)}</i>"


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'
