"""A page's text as lines: cleaned, joined where a browser wrapped them, with their surroundings."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from depesche.importing.page import reasons
from depesche.importing.page.draft import Dropped

BREAKS = re.compile("\r\n|[\r\n\f\x85\u2028\u2029]")
#: Without width or meaning of their own: soft hyphen, zero-width space, joiner, overrides.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202d\u202e\ufffc]")
#: How browsers that save as text print the address of a link behind its words.
LINK_TARGET = re.compile(r"\s?<(?:https?://|mailto:|/|#)[^<>\s]*>")
BULLET = re.compile(r"(?:[*•‣▪●■◦·▶►✓✔]|[-–](?=\s))\s*(?=\S)")
NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?=\D)")
STRONG = re.compile(r"([*_/=])\1?\s?(?P<text>[^*_/=\s](?:.*[^*_/=\s])?)\s?\1{1,2}")
STOP = re.compile(r"[.!?…。؟۔][\"'”“»«’‘)\]›‹]*$")
#: A full stop, a space, a capital: two sentences, unless an abbreviation or a number ends there.
NEXT_SENTENCE = re.compile(
    r"(?<![\s.(]\w)(?<![\s(]\w\w)(?<!\d)[.!?…][\"”“»’)]*\s+[„“\"«(]?[^\W\d_a-zа-яß-ÿ]"
)


class Kind(Enum):
    """What an HTML page said a line is; ``PLAIN`` for text, where nobody says it."""

    PLAIN = "plain"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    NUMBERED_ITEM = "numbered item"
    CAPTION = "caption"
    CARD = "card"  # the headline of a card that leads to another article
    ALT = "alt"  # a picture's text for those who cannot see it


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page: its place in the file, its words, whether a blank line is before it."""

    number: int
    text: str
    gap: bool = False
    kind: Kind = Kind.PLAIN
    group: int = 0  # lines with the same number above 0 belong to one figure of an HTML page
    source: str = ""  # the address of that figure's picture

    @property
    def words(self) -> list[str]:
        return self.text.split()

    @property
    def stopped(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(STOP.search(self.text))

    @property
    def full_stopped(self) -> bool:
        """Whether it ends with a full stop, as headlines do not."""
        return bool(re.search(r"(?<!\.)[.。۔][\"'”“»«’)\]]*$", self.text)) and not re.search(
            r"(?:^|\s)(?:\w\.){2,}$", self.text
        )

    @property
    def is_prose(self) -> bool:
        """Whether it reads as text and not as a headline, a button or a name."""
        if self.kind in {Kind.HEADING, Kind.CAPTION, Kind.ALT, Kind.CARD}:
            return False
        if self.kind is Kind.PARAGRAPH:
            return self.stopped or len(self.text) > 90
        length = len(self.text)
        return (
            length >= 220
            or (self.full_stopped and len(self.words) >= 4)
            or (self.stopped and length >= 110)
            or (length >= 60 and bool(NEXT_SENTENCE.search(self.text)))
            or (length >= 140 and self.text.endswith((":", ";", ",")))
        )


def clean(text: str) -> str:
    """Composed letters, single spaces, nothing invisible."""
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def split(text: str) -> tuple[list[Line], list[Dropped]]:
    """The lines of ``text`` that hold something, and the link addresses taken out of them."""
    lines: list[Line] = []
    dropped: list[Dropped] = []
    gap = False
    for number, raw in enumerate(BREAKS.split(text), start=1):
        words = clean(raw)
        bare = LINK_TARGET.sub("", words)
        if bare.strip():
            dropped += [
                Dropped(link.strip(), reasons.ADDRESS) for link in LINK_TARGET.findall(words)
            ]
            lines.append(Line(number, bare.strip(), gap))
            gap = False
        elif words:
            dropped.append(Dropped(words, reasons.ADDRESS))
        else:
            gap = True
    return rejoin(lines), dropped


def rejoin(lines: Sequence[Line]) -> list[Line]:
    """Lines that a browser broke at a fixed width, whole again.

    Broken means: the next line's first word would not have fitted. That is so for nearly every
    line inside a paragraph of wrapped text and for hardly any in text that is not wrapped.
    """
    width = max((len(line.text) for line in lines), default=0)
    if not 50 <= width <= 100 or len(lines) < 4:
        return list(lines)
    inside = [broken(before, after, width) for before, after in pairwise(lines) if not after.gap]
    if sum(inside) < 4 or sum(inside) < 0.5 * len(inside):
        return list(lines)
    joined: list[Line] = []
    last = Line(0, "")
    for line in lines:
        if joined and not line.gap and broken(last, line, width):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {line.text}")
        else:
            joined.append(line)
        last = line
    return joined


def broken(before: Line, after: Line, width: int) -> bool:
    """Whether ``before`` ends where it does only because ``after``'s first word did not fit."""
    if BULLET.match(after.text) or NUMBERED.match(after.text):
        return False
    return len(before.text) + 1 + len(after.words[0]) > width - 6 and len(before.text) > 0.6 * width


def bullet_of(line: Line) -> tuple[str, bool] | None:
    """The words behind a bullet or a number, and whether it was a number."""
    if line.kind in {Kind.ITEM, Kind.NUMBERED_ITEM}:
        return line.text, line.kind is Kind.NUMBERED_ITEM
    if found := BULLET.match(line.text):
        return line.text[found.end() :], False
    if found := NUMBERED.match(line.text):
        return line.text[found.end() :], True
    return None


def without_stars(text: str) -> str:
    """``*Text*`` as ``Text``: how browsers that save as text print bold."""
    found = STRONG.fullmatch(text)
    return found["text"] if found else text
