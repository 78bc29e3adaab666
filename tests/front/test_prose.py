"""Running text and quotes."""

import pytest

from depesche.front.prose import prose, unquoted


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("„Wir warten.“", "Wir warten."),
        ('"Wir warten."', "Wir warten."),
        ("«Wir warten.»", "Wir warten."),
        ("»Wir warten.«", "Wir warten."),
        ("“We wait.”", "We wait."),
        ("Wir warten.", "Wir warten."),
        ("„Ja“, sagte er, „gern“", "„Ja“, sagte er, „gern“"),
        ("", ""),
        ("„", "„"),
    ],
)
def test_a_quote_loses_its_own_marks_only(stored: str, shown: str) -> None:
    """The page sets the marks of its language; those inside belong to the words."""
    assert unquoted(stored) == shown


def test_an_address_cannot_break_out_of_its_attribute() -> None:
    """Whatever a slug may hold."""
    html = prose('<p><a linktype="page" id="1">x</a></p>', lambda _kind, _id: '/"><script>')
    assert "<script>" not in html
