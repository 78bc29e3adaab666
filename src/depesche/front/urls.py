"""The addresses of every edition, with path words in its language."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.urls import URLPattern, path, register_converter

from depesche.front import addresses, views


class PathWord:
    """One part of an address: letters, figures, hyphens, in any script; never a dot."""

    regex = r"[-\w]+"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class PathDay:
    """A day as year/month/day with leading zeros; one that no calendar has matches nothing.

    Nor does one at the end of all calendars, which has no day before or after it.
    """

    regex = r"[12]\d{3}/\d{2}/\d{2}"

    def to_python(self, value: str) -> date:
        """The day."""
        return date.fromisoformat(value.replace("/", "-"))

    def to_url(self, value: date) -> str:
        """The path of the day."""
        return f"{value:%Y/%m/%d}"


register_converter(PathWord, "word")
register_converter(PathDay, "day")


def edition(language: str) -> list[URLPattern]:
    """The addresses of one edition. Sections come last: a path word is never a section."""
    home = addresses.home(language).lstrip("/")
    named = {name: addresses.word(name, language) for name in addresses.WORDS}
    article = "<word:section>/<word:slug>/"
    routes = (
        ("", views.front_page),
        (f"{named['topic']}/<word:slug>/", views.topic),
        (f"{named['author']}/<word:slug>/", views.author),
        (f"{named['archive']}/", views.today),
        (f"{named['archive']}/<day:day>/", views.day),
        (f"{named['corrections']}/", views.corrections),
        (f"{named['imprint']}/", views.imprint),
        (f"{named['privacy']}/", views.privacy),
        (f"{named['ticker']}/", views.ticker),
        (f"{named['ticker']}/{named['rail']}/", views.rail),
        (f"{named['ticker']}/<int:number>/", views.entry),
        (f"{article}{named['versions']}/", views.versions),
        (f"{article}{named['embed']}/<int:number>/", views.embed),
        (article, views.article),
        ("<word:section>/", views.section),
    )
    return [
        path(home + route, view, {"language": language}, name=f"{view.__name__}-{language}")
        for route, view in routes
    ]


# Editions with a prefix come first: "en" is no section of the edition without one.
ORDER = sorted(
    (code for code, _name in settings.LANGUAGES), key=lambda code: code == settings.LANGUAGE_CODE
)
urlpatterns = [pattern for language in ORDER for pattern in edition(language)]
