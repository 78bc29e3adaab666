"""An entry has one id and one place for ever; what it says comes in versions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from depesche.kit import clock
from depesche.pictures.models import Use
from depesche.ticker import actions, queries
from depesche.ticker.actions import Copy
from depesche.ticker.models import Entry, Filing, Release, Version
from depesche.wire.models import Entry as Told
from tests import cast
from tests.ticker import desk

pytestmark = pytest.mark.django_db


def test_telling_is_one_row_one_release_and_one_event() -> None:
    """With the keys of what changes, in the topic of the edition."""
    city = cast.section()
    entry = desk.told(urgency="urgent", sections=(city.pk,))
    assert entry.is_public
    assert entry.number == clock.milliseconds(cast.NOON)
    release = Release.objects.get(entry=entry)
    assert (release.first, release.at, release.version) == (True, cast.NOON, entry.public)
    event = Told.objects.get(topic="ticker/de")
    assert event.kind == "entry.released"
    assert event.keys == [f"entry/{entry.pk}", "ticker/de"]
    assert event.payload == {
        "entry": entry.pk,
        "language": "de",
        "number": entry.number,
        "version": 1,
        "urgency": "urgent",
        "sections": [city.pk],
    }


def test_editions_have_topics_of_their_own() -> None:
    """Who reads German hears nothing of the English ticker."""
    desk.told()
    desk.told("The Aule bridge is closed.", language="en")
    assert sorted(Told.objects.values_list("topic", flat=True)) == ["ticker/de", "ticker/en"]


def test_an_edit_is_a_new_version_in_the_same_place() -> None:
    """Id, address and place stay; readers are told that it was updated."""
    entry = desk.told()
    place = (entry.pk, entry.address, entry.number)
    changed = actions.replace(entry, Copy(text="Sie ist wieder frei."), based_on=1, by=None)
    assert (changed.pk, changed.address, changed.number) == place
    assert changed.updated_at is not None
    assert [v.text for v in entry.versions.order_by("number")] == [
        desk.CLOSED,
        "Sie ist wieder frei.",
    ]
    assert desk.happened() == ["entry.released", "entry.replaced"]


def test_who_edits_an_older_version_loses_nothing() -> None:
    """The second of two editors is told what the first one saved; neither version is gone."""
    entry = desk.told()
    actions.replace(entry, Copy(text="Eins"), based_on=1, by=None)
    with pytest.raises(actions.EntryWasChanged) as conflict:
        actions.replace(entry, Copy(text="Zwei"), based_on=1, by=None)
    assert conflict.value.theirs.text == "Eins"
    changed = desk.now(entry)
    assert changed.public is not None
    assert changed.public.text == "Eins"
    actions.replace(entry, Copy(text="Zwei"), based_on=conflict.value.theirs.number, by=None)
    assert entry.versions.count() == 3


def test_two_versions_never_have_one_number() -> None:
    """Should two processes ever pass the check at once, the database refuses the second."""
    entry = desk.told()
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(entry=entry, number=1, at=cast.NOON, text="Zwilling")


def test_a_withdrawn_entry_leaves_a_tombstone_and_comes_back_to_its_place() -> None:
    """With a reason and a name; what was withdrawn is not edited meanwhile."""
    marlene = cast.marlene()
    entry = desk.told(sections=(cast.section().pk,))
    withdrawal = actions.withdraw(entry, reason="Nicht bestätigt.", by=marlene)
    gone = desk.now(entry)
    assert (gone.is_public, gone.is_withdrawn) == (False, True)
    assert (withdrawal.reason, withdrawal.by) == ("Nicht bestätigt.", marlene)
    assert queries.standing_withdrawal(gone) == withdrawal
    assert not Filing.objects.exists()
    for forbidden in (
        lambda: actions.withdraw(entry, reason="Noch einmal.", by=None),
        lambda: actions.replace(entry, Copy(text="x"), based_on=1, by=None),
        lambda: actions.release(entry, by=None),
        lambda: actions.correct(entry, text="x", reason="x", by=None),
    ):
        with pytest.raises((actions.EntryIsNotPublic, actions.EntryIsWithdrawn)):
            forbidden()
    back = actions.take_back_withdrawal(entry, by=marlene)
    assert (back.number, Filing.objects.count()) == (entry.number, 1)
    assert queries.standing_withdrawal(back) is None
    assert gone.withdrawals.count() == 1
    assert desk.happened() == ["entry.released", "entry.withdrawn", "entry.released"]


def test_taking_back_what_is_not_withdrawn_does_nothing() -> None:
    """Nor does it tell anybody."""
    actions.take_back_withdrawal(desk.told(), by=None)
    actions.take_back_withdrawal(desk.written(), by=None)
    assert desk.happened() == ["entry.released"]


def test_a_correction_is_public_and_dated() -> None:
    """It stands under the entry and tells the wire."""
    entry = desk.told()
    correction = actions.correct(entry, text="Es war Montag.", reason="Tag", by=None)
    assert queries.corrections([entry.pk]) == {entry.pk: [correction]}
    assert desk.happened()[-1] == "entry.corrected"
    for text, reason in ((" ", "x"), ("x", " ")):
        with pytest.raises(actions.ReasonIsMissing):
            actions.correct(entry, text=text, reason=reason, by=None)


def test_a_picture_is_public_as_long_as_an_entry_shows_it() -> None:
    """A draft shows nobody anything; a version without it takes it away."""
    picture = cast.bridge_picture()
    entry = desk.written(picture=picture.pk, label="archive")
    assert not Use.objects.exists()
    actions.release(entry, by=None)
    assert Use.objects.get().subject == f"entry/{entry.pk}"
    actions.replace(entry, Copy(text="Ohne Bild."), based_on=1, by=None)
    assert not Use.objects.exists()
    again = Copy(text="Mit Bild.", picture=picture.pk)
    actions.replace(entry, again, based_on=2, by=None)
    actions.withdraw(entry, reason="Falsch.", by=None)
    assert not Use.objects.exists()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"text": " "}, actions.EntryIsEmpty),
        ({"text": "x" * 1001}, actions.TextIsTooLong),
        ({"headline": "x" * 121}, actions.TextIsTooLong),
        ({"text": "Glocke\x07"}, actions.LetterIsForbidden),
        ({"text": "halb \ud83d"}, actions.LetterIsForbidden),
        ({"link": "javascript:alert(1)"}, actions.LinkLeadsNowhere),
        ({"link": "//fremd.example/"}, actions.LinkLeadsNowhere),
        ({"link": "https://example.org/ x"}, actions.LinkLeadsNowhere),
        ({"urgency": "sehr"}, actions.UrgencyIsUnknown),
        ({"label": "schön", "picture": None}, actions.LabelIsUnknown),
        ({"sections": (999,)}, actions.SomethingIsMissing),
        ({"topics": (999,)}, actions.SomethingIsMissing),
        ({"picture": 999}, actions.SomethingIsMissing),
    ],
)
def test_what_cannot_stand_is_refused_whole(said: dict[str, Any], refusal: type[Exception]) -> None:
    """With a named error and a sentence; nothing is cut and nothing stays behind."""
    with pytest.raises(refusal) as error:
        desk.told(**({"text": "Gut."} | said))
    assert isinstance(error.value, actions.TickerRefuses)
    assert str(error.value)
    assert not Entry.objects.exists()
    assert desk.happened() == []


def test_a_section_of_another_edition_is_refused() -> None:
    """A German entry stands in no English list."""
    with pytest.raises(actions.SomethingIsMissing):
        desk.told(sections=(cast.section("stadt", "en").pk,))


def test_an_entry_stands_in_an_edition() -> None:
    """The paper does not appear in Russian here."""
    cast.edition()
    with pytest.raises(actions.EditionIsMissing, match="ru"):
        actions.tell(Copy(text="Мост закрыт."), language="ru", by=None)


def test_an_entry_is_not_released_in_the_future() -> None:
    """It would stand on top of the ticker until then."""
    with pytest.raises(actions.TimeIsAhead):
        desk.told(at=clock.now() + timedelta(minutes=1))


def test_a_draft_is_thrown_away_but_never_what_was_seen() -> None:
    """With all its versions."""
    draft = desk.written()
    actions.revise(draft, Copy(text="Anders."), based_on=1, by=None)
    actions.discard(draft)
    assert not Version.objects.exists()
    with pytest.raises(actions.EntryIsPublic):
        actions.discard(desk.told())


def test_a_revision_of_what_is_public_changes_nothing_for_readers() -> None:
    """Until it is released."""
    entry = desk.told()
    actions.revise(entry, Copy(text="Neu."), based_on=1, by=None)
    stored = queries.entries([entry.pk])[entry.pk]
    assert stored.public is not None
    assert stored.public.text == desk.CLOSED
    assert desk.happened() == ["entry.released"]
    actions.release(entry, by=None)
    assert desk.happened() == ["entry.released", "entry.replaced"]
