"""The ticker at the desk: one field and one key press, for those who may, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from depesche.kit import clock
from depesche.kit.moments import TO_THE_SECOND
from depesche.newsroom.models import Section
from depesche.ticker import actions
from depesche.ticker.actions import Copy
from depesche.ticker.models import Entry, Outcome, Silence
from tests import cast
from tests.newsroom import desk as people
from tests.ticker import desk

pytestmark = pytest.mark.django_db

PAGE = "/desk/ticker/"


@pytest.fixture(autouse=True)
def _edition() -> None:
    cast.section()


def write(client: Client, deed: str = "release", at: str = PAGE, **said: Any) -> Any:
    """Press a button under the form."""
    return client.post(at, {"based_on": 0, "text": "Die Brücke ist zu.", "deed": deed} | said)


def do(client: Client, name: str, entry: Entry, **said: Any) -> Any:
    """Press a button beside an entry."""
    return client.post(reverse(f"ticker_desk:{name}", args=[entry.pk]), said)


def refused(answer: Any) -> bool:
    """Wagtail's way to say that a permission is missing: back to the desk's first page."""
    return (answer.status_code, answer.headers.get("Location")) == (302, "/desk/")


def test_a_text_and_one_press_release_an_entry() -> None:
    """Nothing else is asked for; the field has the focus and the list shows it."""
    carla = people.sits("editor")
    assert "autofocus" in people.words(carla.get(PAGE))
    answer = write(carla)
    assert answer.headers["Location"] == f"{PAGE}?edition=de"
    entry = Entry.objects.get()
    assert entry.is_public
    assert entry.copy.by == people.person("editor")
    html = people.words(carla.get(PAGE))
    assert "Die Brücke ist zu." in html
    assert f'href="{entry.address}"' in html


def test_everything_else_is_in_the_same_form() -> None:
    """And comes back when the entry is edited."""
    carla, city, topic = people.sits("editor"), cast.section(), cast.topic()
    picture = cast.bridge_picture()
    said = {
        "headline": "Zu",
        "urgency": "breaking",
        "sections": [city.pk],
        "topics": [topic.pk],
        "link": "https://example.org/",
        "source": "Küstenpress",
        "happened_at": "2026-03-02T11:55",
        "picture": picture.pk,
        "label": "archive",
    }
    write(carla, **said)
    entry = Entry.objects.get()
    assert Copy.of(entry.copy) == Copy(
        text="Die Brücke ist zu.",
        headline="Zu",
        urgency="breaking",
        sections=(city.pk,),
        topics=(topic.pk,),
        link="https://example.org/",
        source="Küstenpress",
        happened_at=desk.minutes(-5),
        picture=picture.pk,
        label="archive",
    )
    html = people.words(carla.get(f"{PAGE}{entry.pk}/"))
    for piece in ("Die Brücke ist zu.", 'value="https://example.org/"', "2026-03-02T11:55:00"):
        assert piece in html


def test_a_refusal_keeps_what_was_typed() -> None:
    """With the sentence above it; nothing was saved."""
    answer = write(people.sits("editor"), link="javascript:alert(1)")
    assert answer.status_code == 200
    html = people.words(answer)
    assert "Die Brücke ist zu." in html
    assert "https://, http://" in html
    assert not Entry.objects.exists()


def test_two_editors_at_once_lose_nothing() -> None:
    """The second one sees both texts, and saves knowingly."""
    entry = desk.told()
    carla = people.sits("editor")
    at = f"{PAGE}{entry.pk}/"
    actions.replace(entry, Copy(text="Die andere Fassung."), based_on=1, by=cast.marlene())
    answer = write(carla, at=at, based_on=1, text="Meine Fassung.")
    html = people.words(answer)
    assert "Meine Fassung." in html
    assert "Die andere Fassung." in html
    assert 'name="based_on" value="2"' in html
    assert desk.now(entry).copy.text == "Die andere Fassung."
    write(carla, at=at, based_on=2, text="Meine Fassung.")
    assert desk.now(entry).copy.text == "Meine Fassung."
    assert entry.versions.count() == 3


def test_an_unchanged_entry_is_not_told_again() -> None:
    """No reader is sent an update that is none."""
    entry = desk.told("Gleich.")
    write(people.sits("editor"), at=f"{PAGE}{entry.pk}/", based_on=1, text="Gleich.")
    assert desk.happened() == ["entry.released"]
    assert entry.versions.count() == 1


def test_a_reporter_submits_and_an_editor_approves() -> None:
    """The reporter has no other button, and no other way."""
    jonas, carla = people.sits("reporter"), people.sits("editor")
    assert 'value="release"' not in people.words(jonas.get(PAGE))
    assert refused(write(jonas))
    write(jonas, "submit")
    entry = Entry.objects.get()
    assert not entry.is_public
    for name in ("approve", "send_back", "withdraw", "take_back", "correct", "cancel"):
        assert refused(do(jonas, name, entry, version=1, reason="x"))
    assert "Die Brücke ist zu." in people.words(carla.get(PAGE))
    do(carla, "approve", entry, version=1)
    assert desk.now(entry).is_public


def test_what_is_sent_back_shows_its_reason_to_the_reporter() -> None:
    """Who mends and submits it anew."""
    jonas, carla = people.sits("reporter"), people.sits("editor")
    write(jonas, "submit")
    entry = Entry.objects.get()
    do(carla, "send_back", entry, reason="Wer sagt das?")
    assert "Wer sagt das?" in people.words(jonas.get(PAGE))
    at = f"{PAGE}{entry.pk}/"
    assert "Wer sagt das?" in people.words(jonas.get(at))
    write(jonas, "submit", at=at, based_on=1, text="Die Stadt sagt: zu.")
    assert entry.submissions.filter(outcome=Outcome.OPEN).exists()


def test_a_reporter_sees_and_changes_own_drafts_only() -> None:
    """Those of others are not even in the list."""
    jonas = people.sits("reporter")
    theirs = actions.draft(Copy(text="Von Marlene."), language="de", by=cast.marlene())
    assert "Von Marlene." not in people.words(jonas.get(PAGE))
    assert refused(jonas.get(f"{PAGE}{theirs.pk}/"))
    do(jonas, "discard", theirs)
    assert Entry.objects.exists()
    write(jonas, "save")
    own = Entry.objects.exclude(pk=theirs.pk).get()
    do(jonas, "discard", own)
    assert Entry.objects.get() == theirs


def test_a_withdrawal_is_undone_by_the_next_click() -> None:
    """Nobody is asked whether they are sure; a reason is all it takes."""
    carla, entry = people.sits("editor"), desk.told()
    do(carla, "withdraw", entry, reason=" ")
    assert desk.now(entry).is_public
    answer = do(carla, "withdraw", entry, reason="Verfrüht.")
    assert not desk.now(entry).is_public
    page = people.words(carla.get(answer.headers["Location"]))
    assert 'class="desk-notice ticker-undo"' in page
    do(carla, "take_back", entry)
    assert desk.now(entry).is_public
    assert 'ticker-undo"' not in people.words(carla.get(answer.headers["Location"]))


def test_an_entry_is_planned_and_the_plan_is_cancelled() -> None:
    """A plan without a time is refused."""
    carla = people.sits("editor")
    assert "ticker" in people.words(write(carla, "schedule"))
    assert not Entry.objects.exists()
    ahead = (clock.now() + timedelta(hours=3)).strftime(TO_THE_SECOND)
    write(carla, "schedule", release_at=ahead)
    entry = Entry.objects.get()
    assert entry.schedules.filter(outcome=Outcome.OPEN).exists()
    do(carla, "cancel", entry)
    assert not entry.schedules.filter(outcome=Outcome.OPEN).exists()


def test_a_correction_is_appended_at_the_desk() -> None:
    """With a reason that readers do not see."""
    carla, entry = people.sits("editor"), desk.told()
    do(carla, "correct", entry, text="Es war Montag.", reason="Tag")
    assert [one.text for one in entry.corrections.all()] == ["Es war Montag."]


def test_sections_are_silenced_at_the_desk() -> None:
    """Exactly those that are not ticked."""
    carla = people.sits("editor")
    city, business = cast.section(), cast.section("wirtschaft")
    speak = reverse("ticker_desk:speak", args=["de"])
    carla.post(speak, {"section": [city.pk]})
    assert [one.section for one in Silence.objects.filter(ended_at=None)] == [business]
    carla.post(speak, {"section": [str(one.pk) for one in Section.objects.all()]})
    assert not Silence.objects.filter(ended_at=None).exists()
    assert refused(people.sits("reporter").post(speak))


def test_each_edition_has_its_own_list() -> None:
    """Chosen in the address; an unknown one is the default."""
    cast.edition("en")
    carla = people.sits("editor")
    desk.told("Auf Deutsch.")
    write(carla, at=f"{PAGE}?edition=en", text="In English.")
    english = people.words(carla.get(f"{PAGE}?edition=en"))
    assert "In English." in english
    assert "Auf Deutsch." not in english
    assert "Auf Deutsch." in people.words(carla.get(f"{PAGE}?edition=xx"))


def test_who_does_not_write_does_not_enter() -> None:
    """Nor is the ticker in that person's menu."""
    ruth = people.sits("moderator")
    assert refused(ruth.get(PAGE))
    assert refused(write(ruth))
    assert not Entry.objects.exists()
    assert "/desk/ticker/" not in people.words(ruth.get(reverse("wagtailadmin_home")))
    assert "/desk/ticker/" in people.words(
        people.sits("reporter").get(reverse("wagtailadmin_home"))
    )
