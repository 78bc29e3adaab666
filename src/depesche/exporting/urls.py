from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern, path, re_path

from depesche.exporting import views
from depesche.exporting.queries import ticker_feed_address
from depesche.newsroom.models.address import edition_address


def _own(address: str, view: Callable[..., HttpResponse], language: str) -> URLPattern:
    return path(address.removeprefix("/"), view, {"language": language})


def _feeds(language: str) -> list[URLPattern]:
    folder = f"{edition_address(language).removeprefix('/')}feeds/"
    ticker = [
        _own(ticker_feed_address(language, "atom"), views.ticker_atom, language),
        _own(ticker_feed_address(language, "json"), views.ticker_json, language),
    ]
    return ticker + [
        path(f"{folder}{way}{form}.xml", views.feed, {"language": language, "form": form})
        for form in ("atom", "rss")
        for way in ("", "<str:section>/")
    ]


urlpatterns: list[URLPattern] = [
    *(feed for language, _name in settings.LANGUAGES for feed in _feeds(language)),
    path("sitemap.xml", views.sitemap_index),
    re_path(r"^sitemap-(?P<name>sections|topics|authors)\.xml$", views.sitemap_list),
    re_path(r"^sitemap-(?P<number>0|[1-9]\d{0,9})\.xml$", views.sitemap_volume),
    path("news-sitemap.xml", views.news_sitemap),
    path("robots.txt", views.robots),
]
