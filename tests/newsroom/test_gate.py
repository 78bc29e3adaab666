"""The gate: each rule finds what it is there for, and nothing in a complete article."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from depesche.newsroom import gate
from depesche.newsroom.models import Article
from depesche.pictures.models import Category, Label
from tests import cast

pytestmark = pytest.mark.django_db

EVENT = date(2026, 3, 2)


def found(article: Article) -> dict[str, tuple[bool, str]]:
    """What the gate names: code → (whether it stops, where)."""
    version = article.get_latest_revision_as_object()
    return {finding.code: (finding.stops, finding.place) for finding in gate.check(version)}


def with_picture(label: str = "", **facts: Any) -> Article:
    """A complete article, its lead picture differing in some facts."""
    return cast.draft(lead_picture=cast.bridge_picture(**facts), lead_label=label)


def quote(**differing: str) -> dict[str, Any]:
    """A direct quote as the body keeps it."""
    value = {"text": "Wir sperren.", "speaker": "Henrike Sander", "role": "", "where": ""}
    return {"type": "quote", "value": value | {"language": ""} | differing}


def picture(number: int, label: str = "") -> dict[str, Any]:
    """A picture in the body."""
    return {"type": "picture", "value": {"picture": number, "caption": "", "label": label}}


def test_a_complete_article_passes() -> None:
    """No finding at all; also after it was read back from its revision."""
    body = [cast.paragraph("Text"), quote(), picture(cast.bridge_picture().pk)]
    article = cast.draft(lead_picture=cast.bridge_picture(), body=body)
    assert found(article) == {}


@pytest.mark.parametrize("lead", ["", "  \n"])
def test_the_lead_is_missing(lead: str) -> None:
    """Cards and feeds would be empty."""
    assert found(cast.draft(lead=lead))["lead-missing"] == (True, "lead")


def test_the_body_is_missing() -> None:
    """A headline alone is no article."""
    article = cast.draft()
    empty = article.get_latest_revision_as_object()
    empty.body = "[]"
    empty.save_revision()
    assert found(Article.objects.get(pk=article.pk))["body-missing"] == (True, "body")


def test_a_headline_may_have_ninety_characters() -> None:
    """One more is warned of, not stopped."""
    assert "headline-long" not in found(cast.draft("passt", title="x" * 90))
    assert found(cast.draft("zu-lang", title="x" * 91))["headline-long"] == (False, "title")


def test_nobody_signs() -> None:
    """A warning; an agency signs as well as a person."""
    article = cast.draft()
    unsigned = article.get_latest_revision_as_object()
    unsigned.bylines = []
    unsigned.save_revision()
    assert found(Article.objects.get(pk=article.pk))["byline-missing"] == (False, "bylines")
    agency = cast.draft("agentur", agencies=[cast.kuestenpress()])
    assert "byline-missing" not in found(agency)


@pytest.mark.parametrize("speaker", ["", "  "])
def test_a_quote_without_speaker_stops(speaker: str) -> None:
    """And the desk is told which block it is."""
    article = cast.draft(body=[cast.paragraph("Text"), quote(), quote(speaker=speaker)])
    assert found(article)["speaker-missing"] == (True, "body 3")


@pytest.mark.parametrize(
    "block",
    [
        cast.paragraph(""),
        {"type": "subhead", "value": " "},
        quote(text=""),
        {"type": "picture", "value": {"picture": None, "caption": "", "label": ""}},
        {"type": "gallery", "value": {"title": "Die Brücke", "pictures": []}},
        {"type": "related", "value": {"article": None, "headline": ""}},
        {"type": "fact_box", "value": {"title": "Die Brücke", "text": "<p></p>"}},
        {"type": "table", "value": {"caption": "Die Brücke", "table": None}},
        {"type": "embed", "value": {"url": "", "title": ""}},
        {"type": "file", "value": {"document": None, "title": ""}},
        {"type": "timeline", "value": {"title": "Die Brücke", "moments": [{"when": "1887"}]}},
    ],
    ids=lambda block: str(block["type"]),
)
def test_a_half_written_block_stops(block: dict[str, Any]) -> None:
    """The desk saves drafts as they are; readers never see an empty box."""
    article = cast.draft(body=[cast.paragraph("Text"), block])
    assert found(article)["block-unfinished"] == (True, "body 2")


def test_a_missing_picture_is_a_warning() -> None:
    """Some news have none."""
    assert found(cast.draft())["picture-missing"] == (False, "lead_picture")


def test_a_picture_without_credit_stops() -> None:
    """Wherever it stands: over the article, in the body, in a gallery."""
    assert found(with_picture(creator="", agency=""))["credit-missing"] == (True, "lead_picture")
    bare = cast.bridge_picture(creator="", agency="").pk
    inside = cast.draft("im-text", body=[cast.paragraph("Text"), picture(bare)])
    assert found(inside)["credit-missing"] == (True, "body 2")
    both = [{"picture": n, "caption": "", "label": ""} for n in (cast.bridge_picture().pk, bare)]
    gallery = {"type": "gallery", "value": {"title": "", "pictures": both}}
    assert found(cast.draft("galerie", body=[gallery]))["credit-missing"] == (True, "body 1")


def test_one_name_is_a_credit() -> None:
    """The agency or the person."""
    assert "credit-missing" not in found(with_picture(agency=""))


@pytest.mark.parametrize("description", ["", " "])
def test_a_picture_without_alt_text_stops(description: str) -> None:
    """Who cannot see it is told nothing."""
    assert found(with_picture(description=description))["alt-missing"] == (True, "lead_picture")


def test_a_generated_picture_is_labelled() -> None:
    """As generated, and not as anything else."""
    generated = {"category": Category.AI}
    assert found(with_picture(**generated))["ai-unlabelled"] == (True, "lead_picture")
    article = cast.draft(
        "symbol", lead_picture=cast.bridge_picture(**generated), lead_label=Label.SYMBOLIC
    )
    assert "ai-unlabelled" in found(article)
    labelled = cast.draft("ki", lead_picture=cast.bridge_picture(**generated), lead_label=Label.AI)
    assert "ai-unlabelled" not in found(labelled)


def test_a_placeholder_stops() -> None:
    """An imported page names a picture that nobody has delivered."""
    awaited = with_picture(category=Category.AWAITED)
    assert found(awaited)["picture-awaited"] == (True, "lead_picture")


@pytest.mark.parametrize(
    ("taken", "label", "named"),
    [
        (date(2026, 1, 31), "", False),  # thirty days before
        (date(2026, 1, 30), "", True),  # thirty-one
        (date(2026, 1, 30), Label.ARCHIVE, False),
        (date(2026, 1, 30), Label.SYMBOLIC, False),
        (date(2026, 3, 9), "", False),
        (None, "", False),
    ],
)
def test_an_old_picture_is_labelled(taken: date | None, label: str, named: bool) -> None:
    """More than thirty days before the event it must not pass for one of the event."""
    article = with_picture(label, taken_on=taken)
    assert ("archive-unlabelled" in found(article)) is named
    if named:
        assert found(article)["archive-unlabelled"] == (False, "lead_picture")


def test_without_an_event_the_first_release_counts() -> None:
    """A year later, an update of it does not make its pictures old."""
    picture = cast.bridge_picture(taken_on=date(2026, 3, 1))
    article = cast.released(lead_picture=picture, event_date=None)
    assert "archive-unlabelled" not in found(article)


def test_what_stops_is_named_first() -> None:
    """The desk reads from the top."""
    article = cast.draft(lead="", title="x" * 91)
    stops = [f.stops for f in gate.check(article.get_latest_revision_as_object())]
    assert stops == sorted(stops, reverse=True)
    assert set(stops) == {True, False}


def test_every_rule_has_its_test() -> None:
    """A rule taken out of the list is a rule that the tests above look for in vain; one that is
    added is listed here with its own."""
    assert {rule.__name__ for rule in gate.RULES} == {
        "lead_is_written",
        "body_is_written",
        "blocks_are_complete",
        "pictures_are_credited",
        "pictures_are_described",
        "ai_is_labelled",
        "pictures_are_at_hand",
        "quotes_have_speakers",
        "old_pictures_are_labelled",
        "headline_fits",
        "there_is_a_picture",
        "somebody_signs",
    }
