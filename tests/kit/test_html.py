"""Cleaning is the last step: what comes out is safe as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.kit.html import clean_page, clean_paragraph


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>Die <b>Brücke</b></p>", "<p>Die <b>Brücke</b></p>"),
        ("<script>alert(1)</script>Ruhe", "Ruhe"),
        ("<style>p{}</style>Ruhe", "Ruhe"),
        ('<p onclick="x()" style="a" class="b" id="c">Ruhe</p>', "<p>Ruhe</p>"),
        ("<img src=x onerror=alert(1)>", ""),
        ("<h2>Kopf</h2>", "Kopf"),
        ('<a href="javascript:alert(1)">da</a>', '<a rel="noopener noreferrer">da</a>'),
        ('<a href="JaVa\tScript:alert(1)">da</a>', '<a rel="noopener noreferrer">da</a>'),
        ('<a href="data:text/html,x">da</a>', '<a rel="noopener noreferrer">da</a>'),
        (
            '<a href="https://a.example/?a=1&b=2" target="_blank">da</a>',
            '<a href="https://a.example/?a=1&amp;b=2" rel="noopener noreferrer">da</a>',
        ),
        ('<a href="/stadt/">da</a>', '<a href="/stadt/" rel="noopener noreferrer">da</a>'),
        ("<p>offen", "<p>offen</p>"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
    ],
)
def test_only_running_text_remains(dirty: str, clean: str) -> None:
    """Bold, italic, links and lists; no script, style, handler or foreign scheme."""
    assert clean_paragraph(dirty) == clean


def test_a_page_keeps_its_subheads() -> None:
    """An imprint has headings and an address."""
    assert clean_page("<h2>Verlag</h2><address>Altstadt 1</address>") == (
        "<h2>Verlag</h2><address>Altstadt 1</address>"
    )


@given(st.text(alphabet="<>/abp \"'=&;#scriptonhref:\x00é", max_size=80))
def test_cleaning_twice_changes_nothing(markup: str) -> None:
    """What is clean stays as it is: cleaning may be repeated without harm."""
    once = clean_paragraph(markup)
    assert clean_paragraph(once) == once
    assert "<script" not in once
