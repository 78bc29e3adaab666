"""HTML pages into the same lines: trafilatura says which blocks are the article's.

The blocks of the page are walked in their order with what their tags say of them; those that
trafilatura's extraction holds are kept, with the pictures among them; the rest is reported as
outside. The parser is libxml2's for HTML: it loads nothing and expands no entities of a document.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from trafilatura import bare_extraction, load_html

from depesche.importing.page import reasons
from depesche.importing.page.anatomy import Known, read_lines
from depesche.importing.page.draft import Draft, Dropped
from depesche.importing.page.lines import Kind, Line, clean, split
from depesche.importing.page.pictures import caption_line
from depesche.importing.page.reading import LINES_AT_MOST, UnreadablePage
from depesche.importing.page.words import folded

TAGS = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h[1-6]|meta|title|header|figure)\b",
    re.IGNORECASE | re.DOTALL,
)
#: Any other element first, and a tag at the end.
DATA = re.compile(
    r"\s*<(?:\?xml\b|!--|![A-Z]|[a-z_][\w:.-]*[\s/>]).*>\s*$", re.IGNORECASE | re.DOTALL
)
ARCHIVE = re.compile(r"(?:From: <Saved by|MIME-Version: 1\.0)", re.IGNORECASE)
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")

SILENT = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "select", "object", "math"}
)
INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span "
    "strong sub sup time tt u var wbr".split()
)
KINDS = {
    "p": Kind.PARAGRAPH, "li": Kind.ITEM, "blockquote": Kind.QUOTE, "figcaption": Kind.CAPTION,
    "figure": Kind.CAPTION, **{f"h{level}": Kind.HEADING for level in range(1, 7)},
}  # fmt: skip
ASIDE = frozenset({"nav", "footer", "aside", "form"})
KICKER = re.compile(
    r"kicker|dachzeile|overline|topline|eyebrow|roofline|spitzmarke|surtitre", re.IGNORECASE
)
CREDIT = re.compile(
    r"credit|copyright|photographer|image-?source|bildquelle|fotograf", re.IGNORECASE
)
#: A file that nests deeper than any page does is made to hurt a parser.
DEPTH_AT_MOST = 400


class Node(Protocol):
    """The little of an lxml element that is used here."""

    tag: Any
    text: str | None
    tail: str | None

    def get(self, key: str) -> str | None: ...
    def iter(self, *tags: str) -> Iterator["Node"]: ...
    def itertext(self) -> Iterator[str]: ...
    def __iter__(self) -> Iterator["Node"]: ...
    def __len__(self) -> int: ...


@dataclass(slots=True)
class Block:
    """One block of text on the page; ``figure`` counts from 1, 0 is none."""

    text: str
    kind: Kind
    tag: str
    figure: int = 0
    aside: bool = False
    kicker: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Inside:
    """What the elements around a text say of it."""

    kind: Kind = Kind.PLAIN
    tag: str = ""
    figure: int = 0
    aside: bool = False
    kicker: bool = False
    source: str = ""


def is_html(text: str, name: str) -> bool:
    """Whether ``text`` is HTML; refuses XML of other kinds and mail archives of pages."""
    if TAGS.match(text):
        return True
    if DATA.match(text):
        if re.search(r"<html\b", text[:4000], re.IGNORECASE):
            return True
        raise UnreadablePage(reasons.XML)
    if ARCHIVE.match(text):
        raise UnreadablePage(reasons.other_file("MHTML"))
    return name.lower().endswith((".html", ".htm", ".xhtml")) and bool(
        re.search(r"<\w+[\s>]", text)
    )


def read_html(text: str) -> Draft:
    """The draft of an HTML page; of one in which no tags are found, that of its text."""
    tree: Node | None = load_html(text.encode("utf-8", "replace"))
    if tree is None or too_deep(tree):
        lines, links = split(re.sub(r"<[^>]{0,500}>", "\n", text))
        return read_lines(lines, dropped=links)
    blocks = list(Walk().blocks(tree))
    if len(blocks) > LINES_AT_MOST:
        raise UnreadablePage(reasons.too_many_lines(LINES_AT_MOST))
    document = bare_extraction(load_html(text), with_metadata=True, include_comments=False)
    title = headline_of(blocks, document)
    kept = chosen(blocks, document, title)
    outside = [
        Dropped(block.text, reasons.OUTSIDE)
        for index, block in enumerate(blocks)
        if index not in kept
    ]
    lines = [line_of(number, blocks[number]) for number in sorted(kept)]
    if title and not any(folded(line.text) == folded(title) for line in lines):
        lines.insert(0, Line(0, title, True, Kind.HEADING))
    return read_lines(lines, dropped=outside, known=known_of(tree, text, document, title))


def too_deep(tree: Node) -> bool:
    depth, level = 0, [tree]
    while level and depth <= DEPTH_AT_MOST:
        level = [child for node in level for child in node]
        depth += 1
    return depth > DEPTH_AT_MOST


def said(node: Node, key: str) -> str:
    return node.get(key) or ""


class Walk:
    """One walk over a page; counts its figures."""

    def __init__(self) -> None:
        self.figures = 0
        self.run: list[str] = []
        self.bold = 0

    def blocks(self, tree: Node) -> Iterator[Block]:
        yield from self.visit(tree, Inside())
        yield from self.flush(Inside())

    def visit(self, node: Node, inside: Inside) -> Iterator[Block]:
        if not isinstance(node.tag, str) or node.tag in SILENT:
            return
        tag = node.tag.lower()
        credit = bool(inside.figure and CREDIT.search(said(node, "class")))
        if tag in INLINE and not credit and not KICKER.search(said(node, "class")):
            yield from self.content(node, inside)
            return
        yield from self.flush(inside)
        if tag == "br":
            return
        around = self.entered(node, tag, inside)
        if tag == "img" and inside.figure and clean(said(node, "alt")):
            yield Block(clean(said(node, "alt")), Kind.CAPTION, "img", around.figure, around.aside)
            return
        yield from self.content(node, around)
        yield from self.flush(around)

    def content(self, node: Node, inside: Inside) -> Iterator[Block]:
        self.run.append(node.text or "")
        for child in node:
            yield from self.visit(child, inside)
            self.run.append(child.tail or "")

    def entered(self, node: Node, tag: str, inside: Inside) -> Inside:
        """What holds inside ``node``."""
        figure, source = inside.figure, inside.source
        if tag == "figure":
            self.figures += 1
            figure = self.figures
            source = next((said(image, "src") for image in node.iter("img")), "")
        kind = KINDS.get(tag, inside.kind)
        if tag == "p" and inside.kind in {Kind.QUOTE, Kind.ITEM, Kind.CAPTION}:
            kind = inside.kind
        if tag == "p" and kind is Kind.PARAGRAPH and all_bold(node):
            kind = Kind.HEADING
        if tag == "ol":
            kind = Kind.NUMBERED_ITEM
        if tag == "li" and inside.kind is Kind.NUMBERED_ITEM:
            kind = Kind.NUMBERED_ITEM
        kicker = inside.kicker or bool(KICKER.search(said(node, "class")))
        return Inside(kind, tag, figure, inside.aside or tag in ASIDE, kicker, source)

    def flush(self, inside: Inside) -> Iterator[Block]:
        text = clean(" ".join("".join(self.run).split()))
        self.run.clear()
        if text:
            yield Block(
                text,
                inside.kind,
                inside.tag,
                inside.figure,
                inside.aside,
                inside.kicker,
                inside.source,
            )


def all_bold(node: Node) -> bool:
    """Whether a paragraph is one short bold line, which is how many editors set subheads."""
    children = list(node)
    text = clean("".join(node.itertext()))
    one = len(children) == 1 and children[0].tag in {"strong", "b"}
    bare = not (node.text or "").strip() and one and not (children[0].tail or "").strip()
    return bare and len(text.split()) <= 12 and not text.endswith((".", ":", ","))


def headline_of(blocks: Iterable[Block], document: Any) -> str:
    """The page's one ``h1``; of several the one its head speaks of; else the head's title."""
    title = clean(getattr(document, "title", None) or "")
    heads = [block.text for block in blocks if block.tag == "h1"]
    fitting = [
        head
        for head in heads
        if title and (folded(head) in folded(title) or folded(title) in folded(head))
    ]
    return fitting[0] if fitting else heads[0] if len(heads) == 1 else title


def chosen(blocks: list[Block], document: Any, title: str) -> set[int]:
    """The indexes of the blocks that are the article's, its headline and header with them."""
    text = str(getattr(document, "text", None) or "")
    lines = {folded(line.lstrip("-•* ")) for line in text.split("\n")}
    whole = folded(text)
    kept = {
        index
        for index, block in enumerate(blocks)
        if folded(block.text) in lines or (len(block.text) > 60 and folded(block.text) in whole)
    }
    kept = {index for index in kept if not (blocks[index].aside and len(blocks[index].text) < 60)}
    heads = [
        index for index, block in enumerate(blocks) if folded(block.text) == folded(title) and title
    ]
    start = next((index for index in heads if blocks[index].tag == "h1"), min(heads, default=None))
    prose = sorted(index for index in kept if start is None or index > start)
    if not prose:
        return kept or set(range(len(blocks)))
    return with_header(blocks, kept, start, prose)


def with_header(
    blocks: list[Block], kept: set[int], start: int | None, prose: list[int]
) -> set[int]:
    """Add what stands between headline and text, the pictures in the text, and cards."""
    whole = set(kept)
    if start is not None:
        whole.add(start)
        whole |= set(range(start, prose[0]))
        whole |= {index for index in range(max(0, start - 3), start) if blocks[index].kicker}
    for index in range(prose[0], prose[-1] + 1):
        block = blocks[index]
        caption = caption_line(block.text) if len(block.text) > 12 else None
        card = bool(caption and caption.complete)
        if card or (block.figure and not block.aside):
            whole.add(index)
        if card and index + 1 < len(blocks) and is_card_headline(blocks[index + 1]):
            blocks[index + 1].kind = Kind.CARD
            whole.add(index + 1)
    after = prose[-1] + 1
    while after < len(blocks) and blocks[after].figure and not blocks[after].aside:
        whole.add(after)
        after += 1
    return whole


def is_card_headline(block: Block) -> bool:
    """Whether the block under a card's caption is its headline; a subhead would be a heading."""
    apart = block.aside or block.kind is not Kind.HEADING
    return apart and not block.figure and len(block.text) <= 220 and not block.text.endswith(".")


def line_of(number: int, block: Block) -> Line:
    kind = Kind.CAPTION if block.figure and block.kind is not Kind.HEADING else block.kind
    if block.tag == "img":
        kind = Kind.ALT
    return Line(number, block.text, True, kind, block.figure, block.source)


def known_of(tree: Node, text: str, document: Any, title: str) -> Known:
    """What the page's head tells, through trafilatura."""
    saved = SAVED_FROM.search(text[:4000])
    authors = str(getattr(document, "author", None) or "")
    return Known(
        headline=title,
        language=said(tree, "lang") or said(tree, "{http://www.w3.org/XML/1998/namespace}lang"),
        site=str(getattr(document, "sitename", None) or ""),
        source_url=str(getattr(document, "url", None) or (saved[1] if saved else "")),
        authors=tuple(name.strip() for name in authors.split(";") if name.strip()),
        date=str(getattr(document, "date", None) or ""),
    )
