"""`depesche flash`: one line at a terminal, one entry in the ticker."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from depesche.ticker.actions import Copy
from depesche.ticker.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _edition() -> None:
    cast.section()


def flash(*words: str) -> str:
    """What the command answers."""
    said = io.StringIO()
    call_command("flash", *words, stdout=said)
    return said.getvalue().strip()


def test_a_line_is_an_entry() -> None:
    """It answers with the address of its page."""
    answer = flash("Die Brücke ist **zu**.")
    entry = Entry.objects.get()
    assert answer.endswith(entry.address)
    assert answer.startswith("http")
    assert entry.is_public
    assert Copy.of(entry.copy) == Copy(text="Die Brücke ist **zu**.")


def test_a_program_reads_the_answer() -> None:
    """Its id and its address, and nothing else."""
    city, business = cast.section(), cast.section("wirtschaft")
    answer = json.loads(
        flash("Zu.", "--breaking", "--link", "https://example.org/", "--source", "Küstenpress",
              "--headline", "Brücke", "--section", "stadt", "--section", "wirtschaft", "--json")
    )  # fmt: skip
    entry = Entry.objects.get()
    assert answer["id"] == entry.pk
    assert answer["url"].endswith(f"/ticker/{entry.pk}/")
    assert set(answer) == {"id", "url"}
    assert Copy.of(entry.copy) == Copy(
        text="Zu.",
        urgency="breaking",
        headline="Brücke",
        link="https://example.org/",
        source="Küstenpress",
        sections=tuple(sorted((city.pk, business.pk))),
    )


def test_the_text_is_read_from_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a program that writes more than a word or two."""
    monkeypatch.setattr("sys.stdin", io.StringIO("Eins.\n\nZwei.\n"))
    flash("-", "--urgent")
    copy = Copy.of(Entry.objects.get().copy)
    assert (copy.text, copy.urgency) == ("Eins.\n\nZwei.", "urgent")


def test_another_edition_is_named() -> None:
    """With its own sections."""
    cast.section("stadt", "en")
    answer = flash("Closed.", "--language", "en", "--section", "city")
    assert answer.endswith(f"/en/ticker/{Entry.objects.get().pk}/")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["  "], "needs a text"),
        (["x" * 1001], "1 character too many"),
        (["x", "--link", "javascript:alert(1)"], "must begin with"),
        (["x", "--section", "sport"], "there are: stadt"),
        (["x", "--language", "ru"], "no edition"),
        (["x\x00"], "control characters"),
        (["x\udcff"], "control characters"),
        (["x", "--urgent", "--breaking"], "not allowed with"),
        ([], "TEXT"),
    ],
)
def test_what_is_wrong_is_one_sentence(words: list[str], sentence: str) -> None:
    """And nothing was told."""
    with pytest.raises(CommandError, match=sentence) as error:
        flash(*words)
    assert "\n" not in str(error.value)
    assert not Entry.objects.exists()
