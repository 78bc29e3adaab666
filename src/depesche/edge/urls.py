"""The live wire's addresses, in every language."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from depesche.edge import views


def _of(language: str) -> list[URLPattern]:
    begins = "" if language == settings.LANGUAGE_CODE else f"{language}/"
    given = {"language": language}
    return [
        path(f"{begins}wire/stream", views.stream, given, name=f"wire-stream-{language}"),
        path(f"{begins}wire/<path:topic>", views.events, given, name=f"wire-events-{language}"),
    ]


urlpatterns = [pattern for code, _name in settings.LANGUAGES for pattern in _of(code)]
