"""The one style sheet and the one script that every page asks for."""

import re

from depesche.front import styles


def test_the_kept_style_sheet_is_as_new_as_its_parts() -> None:
    """What is served is what the components say; `python -m depesche.front.styles` renews it."""
    assert (styles.PRINTED / "paper.css").read_text(encoding="utf-8") == styles.style_sheet()


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
