"""Typed text becomes exactly the HTML it means, and never any other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.kit import html, typed

LINK = 'rel="noopener noreferrer"'


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("Die Brücke ist zu.", "<p>Die Brücke ist zu.</p>"),
        ("  Eins\n\nZwei \r\n \r\n\r\nDrei", "<p>Eins</p><p>Zwei </p><p>Drei</p>"),
        ("Eins\nZwei", "<p>Eins<br>Zwei</p>"),
        ("**Fett** und *schräg*", "<p><b>Fett</b> und <i>schräg</i></p>"),
        ("2 * 3 * 4 und 2*3*4", "<p>2 * 3 * 4 und 2*3*4</p>"),
        ("** nicht ** so", "<p>** nicht ** so</p>"),
        ("<b>kein</b> & HTML", "<p>&lt;b&gt;kein&lt;/b&gt; &amp; HTML</p>"),
        ("Siehe [Plan](/stadt/plan/).", f'<p>Siehe <a href="/stadt/plan/" {LINK}>Plan</a>.</p>'),
        ("[x](//fremd.example/)", "<p>[x](//fremd.example/)</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        (
            "https://a.example/?b=1&c=2.",
            f'<p><a href="https://a.example/?b=1&amp;c=2" {LINK}>a.example/?b=1&amp;c=2</a>.</p>',
        ),
        (
            "**[Plan](https://example.org/)**",
            f'<p><b><a href="https://example.org/" {LINK}>Plan</a></b></p>',
        ),
        ("", ""),
        (" \n \n ", ""),
    ],
)
def test_typed_text_is_made_html(written: str, made: str) -> None:
    """Paragraphs, bold, italics, links; nothing else means anything."""
    assert typed.rich(written) == made


def test_the_words_alone_stand_on_one_line() -> None:
    """For a title, a feed, a list at the desk."""
    written = "**Eil**: Die Brücke\nist zu.\n\n[Plan](https://example.org/) & mehr"
    assert typed.plain(written) == "Eil: Die Brücke ist zu. Plan & mehr"


@given(st.text(alphabet="a *[]()<>/:.&\"'\nhttps", max_size=60))
def test_whatever_is_typed_is_clean(written: str) -> None:
    """The cleaner finds nothing more to do, and every tag is one of the six."""
    made = typed.rich(written)
    assert html.clean_paragraph(made) == made
    assert set(re.findall(r"</?(\w+)", made)) <= {"p", "br", "b", "i", "a"}
