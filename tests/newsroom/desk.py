"""Sitting down at the desk: people of every role, and the forms as a browser sends them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from depesche.config import roles
from depesche.newsroom.models import Article
from depesche.readers.models import Reader

PEOPLE = {
    "reporter": "Jonas Ahrendt",
    "editor": "Carla Meinhold",
    "chief": "Marlene Voss",
    "picture-editor": "Ines Kaltenbach",
    "moderator": "Ruth Okafor",
    "admin": "Hedda Ruhland",
}


def person(role: str) -> Reader:
    """The person of a role; the roles stand as their table says."""
    if not Group.objects.filter(name=role).exists():
        roles.settle()
    name = PEOPLE[role]
    email = f"{name.lower().replace(' ', '-')}@example.org"
    known = Reader.objects.filter(email=email).first()
    one = known or Reader.objects.create_user(email, "a password of the tests", display_name=name)
    one.groups.set([Group.objects.get(name=role)])
    return one


def sits(role: str) -> Client:
    """A browser in which the person of that role is signed in."""
    client = Client()
    client.force_login(person(role))
    return client


def words(response: Any) -> str:
    """The page as text."""
    return str(response.content.decode())


def said(response: Any) -> str:
    """The desk's own words over the page, what became of the last click."""
    page = words(response)
    return page[page.index('class="messages"') :].partition("</ul>")[0]


def context(response: Any) -> dict[str, Any]:
    """What the page was made of."""
    made: dict[str, Any] = response.context_data
    return made


def editor(article: Article) -> str:
    """The address of an article's editor."""
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


def form(article: Article, **changes: Any) -> dict[str, Any]:
    """What the editor sends for the latest version of an article, with changes."""
    version: Article = article.get_latest_revision_as_object()
    plain = (
        "title slug kicker short_headline lead place_line lead_caption lead_label seo_title "
        "search_description"
    ).split()
    sent: dict[str, Any] = {name: getattr(version, name) or "" for name in plain}
    sent["event_date"] = version.event_date or ""
    sent["lead_picture"] = version.lead_picture_id or ""
    sent["topics"] = list(version.topics.values_list("id", flat=True))
    return sent | _bylines(version) | _body(version) | _no_comments() | changes


def _bylines(version: Article) -> dict[str, Any]:
    lines = list(version.bylines.all())
    sent: dict[str, Any] = _count("bylines", len(lines), sum(1 for line in lines if line.pk))
    for place, line in enumerate(lines):
        sent |= {
            f"bylines-{place}-id": line.pk or "",
            f"bylines-{place}-ORDER": place + 1,
            f"bylines-{place}-DELETE": "",
            f"bylines-{place}-author": line.author_id or "",
            f"bylines-{place}-agency": line.agency_id or "",
        }
    return sent


def no_bylines() -> dict[str, Any]:
    """The form's part for an article that nobody signs."""
    return _count("bylines", 0, 0)


def _body(version: Article) -> dict[str, Any]:
    """Paragraphs only: what these tests need."""
    sent: dict[str, Any] = {"body-count": len(version.body)}
    for place, block in enumerate(version.body):
        sent |= {
            f"body-{place}-type": block.block_type,
            f"body-{place}-id": block.id,
            f"body-{place}-order": place,
            f"body-{place}-deleted": "",
            f"body-{place}-value": rich_text(str(block.value.source)),
        }
    return sent


def _no_comments() -> dict[str, Any]:
    return _count("comments", 0, 0)


def _count(prefix: str, total: int, initial: int) -> dict[str, Any]:
    return {
        f"{prefix}-TOTAL_FORMS": total,
        f"{prefix}-INITIAL_FORMS": initial,
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }


def press(client: Client, article: Article, button: str = "", **changes: Any) -> Any:
    """Send the editor's form with a button of its footer ("publish", "submit", none: save)."""
    sent = form(article, **changes)
    if button:
        sent[f"action-{button}"] = f"action-{button}"
    return client.post(editor(article), sent, follow=True)
