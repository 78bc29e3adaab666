"""The one style sheet and the one script that every page asks for."""

import re

import pytest
from fontTools.ttLib import TTFont

from depesche.front import styles


def test_the_kept_style_sheet_is_as_new_as_its_parts() -> None:
    """What is served is what the components say; `python -m depesche.front.styles` renews it."""
    assert (styles.PRINTED / "paper.css").read_text(encoding="utf-8") == styles.style_sheet()


def test_the_kept_sheet_of_the_ticker_is_as_new_as_its_parts() -> None:
    """And no page without entries carries it."""
    assert (styles.PRINTED / "ticker.css").read_text(encoding="utf-8") == styles.ticker_sheet()
    assert ".entry" not in styles.style_sheet()


def test_the_kept_script_is_as_new_as_its_parts() -> None:
    """What is served is what the components' modules say."""
    assert (styles.PRINTED / "paper.js").read_text(encoding="utf-8") == styles.script()


def test_every_font_the_styles_name_is_kept_and_every_kept_font_is_named() -> None:
    """No page asks for a font that is not there, and none is carried along unused."""
    named = set(re.findall(r'url\("fonts/([^"]+)"\)', styles.style_sheet()))
    assert named == {font.name for font in (styles.PRINTED / "fonts").glob("*.woff2")}


def test_the_styles_name_no_other_host() -> None:
    """A page is whole without any other host."""
    assert not re.search(r"https?://|url\(\s*[\"']?//", styles.style_sheet())


def test_the_script_writes_no_html() -> None:
    """Trusted Types forbid these sinks on public pages."""
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", styles.script())


@pytest.mark.parametrize("file", ["text", "head", "sans", "italic"])
def test_a_font_holds_what_the_styles_say_and_the_names_of_europe(file: str) -> None:
    """A letter in the range but not in the file would be a box; one in neither costs a file more,
    and that for a name in a credit."""
    said = re.findall(
        rf'url\("fonts/{file}.woff2"\)[^}}]*unicode-range:([^;}}]+)', styles.style_sheet()
    )
    assert said
    ranged = {
        code
        for run in said[0].replace("U+", "").split(",")
        for first, _, last in [run.partition("-")]
        for code in range(int(first, 16), int(last or first, 16) + 1)
    }
    held = set(TTFont(styles.PRINTED / "fonts" / f"{file}.woff2").getBestCmap())
    assert ranged - held <= {0x7F}
    names = (
        "Milan Djurić, Władysław Żak, Jiří Dvořák, Erdoğan Şahin, Ștefan, Győző, François, Núñez"
    )
    assert {ord(letter) for letter in names} <= ranged
