"""Renders an article of a stock Wagtail site: python -m bench.parts.stock FOLDER TIMES.

The project is what `wagtail start` makes, as far as a page needs it, with its tables made without
migrations in a database of FOLDER. The first line on the input is the article's HTML as a JSON
string, and is answered with its path; each further one with the cost of a render.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django
from django.conf import settings

FOLDER, TIMES = Path(sys.argv[1]), int(sys.argv[2])


class NoMigrations(dict[str, None]):
    """Tables are made from the models as they are."""

    def __contains__(self, _app: object) -> bool:
        return True

    def __getitem__(self, _app: object) -> None:
        return None


settings.configure(
    SECRET_KEY="known to everyone",
    ALLOWED_HOSTS=["*"],
    LANGUAGE_CODE="en",
    USE_TZ=True,
    ROOT_URLCONF="bench.parts.stock.urls",
    STATIC_URL="/static/",
    WAGTAIL_SITE_NAME="Stock",
    WAGTAILADMIN_BASE_URL="http://127.0.0.1",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    MIGRATION_MODULES=NoMigrations(),
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / "stock.sqlite3")}
    },
    INSTALLED_APPS=[
        "bench.parts.stock",
        *"wagtail.sites wagtail.users wagtail.documents wagtail.images wagtail.admin".split(),
        *"wagtail modelcluster taggit django.contrib.auth django.contrib.contenttypes".split(),
        *"django.contrib.sessions django.contrib.messages django.contrib.staticfiles".split(),
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "django.middleware.security.SecurityMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
)
django.setup()

from django.core.handlers.base import BaseHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402

from bench.parts.renders import cost  # noqa: E402
from bench.parts.stock.models import ArticlePage  # noqa: E402


def lay(text: str) -> str:
    """A site with a menu of seven pages and the article; its path."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    Locale.objects.get_or_create(language_code="en")
    root = Page.add_root(instance=Page(title="Root", slug="root"))
    home = root.add_child(instance=Page(title="Home", slug="home"))
    Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True)
    for number in range(7):
        home.add_child(
            instance=Page(title=f"Menu {number}", slug=f"menu-{number}", show_in_menus=True)
        )
    article = ArticlePage(title="Die Brücke", slug="bruecke", intro="Ein Riss.", body=text)
    home.add_child(instance=article)
    return "/bruecke/"


def main() -> None:
    """Lay the site, then measure a round whenever asked."""
    path = lay(json.loads(sys.stdin.readline()))
    print(json.dumps(path), flush=True)
    site, factory = BaseHandler(), RequestFactory(SERVER_NAME="127.0.0.1")
    site.load_middleware()

    def render() -> bytes:
        answer: Any = site.get_response(factory.get(path))
        if answer.status_code != 200:
            raise SystemExit(f"Stock Wagtail answered {answer.status_code}.")
        return bytes(answer.content)

    for _ in sys.stdin:
        print(json.dumps(asdict(cost(render, times=TIMES))), flush=True)


if __name__ == "__main__":
    main()
