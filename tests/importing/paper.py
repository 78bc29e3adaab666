"""The invented pages these tests read, and how every word of a page is looked for in its draft."""

from pathlib import Path

from depesche.importing.page import Draft, read_page
from depesche.importing.page.lines import split
from depesche.importing.page.reading import read

PAGES = Path(__file__).parent / "pages"


def page(name: str) -> Draft:
    """The draft of the page ``pages/<name>``."""
    return read_page((PAGES / name).read_bytes(), name=name)


def dropped(draft: Draft) -> list[str]:
    return [piece.text for piece in draft.dropped]


def lost_lines(raw: bytes, draft: Draft) -> list[str]:
    """The lines of a text page of which a part is neither in the draft nor among the dropped."""
    lines, _ = split(read(raw).text)
    kept = [*draft.texts(), *dropped(draft)]
    return [line.text for line in lines if not any(same(line.text, text) for text in kept)]


def same(line: str, text: str) -> bool:
    """Whether ``text`` is the line, bare of a bullet, a number, stars or the site's name."""
    return text == line or (len(text) * 2 >= len(line) and text in line)
