"""Plain text out of markup, and short text out of long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.kit import ids
from depesche.kit.text import plain, shortened


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Die <b>Brücke</b></p><p>ist zu.</p>", "Die Brücke ist zu."),
        ("eins<br>zwei<br />drei", "eins zwei drei"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("Meyer &amp; Söhne &lt;KG&gt;", "Meyer & Söhne <KG>"),
        ("  viel \n\t Raum\u00a0hier ", "viel Raum hier"),
        ("", ""),
    ],
)
def test_plain_text_keeps_words_apart(markup: str, text: str) -> None:
    """Paragraphs do not grow together, entities are read."""
    assert plain(markup) == text


def test_short_text_is_left_alone() -> None:
    """Exactly as long as allowed is not too long."""
    assert shortened("Die Brücke ist zu.", 18) == "Die Brücke ist zu."


def test_long_text_is_cut_at_a_word() -> None:
    """Without a dangling comma before the ellipsis."""
    assert shortened("Die Brücke, seit Montag gesperrt", 14) == "Die Brücke…"


@given(st.text(max_size=200), st.integers(min_value=1, max_value=60))
def test_shortened_text_never_exceeds_its_length(text: str, length: int) -> None:
    """However odd the text: one word without a space, only spaces, emoji."""
    assert len(shortened(text, length)) <= length


def test_tokens_are_long_and_differ() -> None:
    """128 bits, safe in a path."""
    tokens = {ids.token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(
        len(token) == 22 and token.replace("-", "").replace("_", "").isalnum() for token in tokens
    )
