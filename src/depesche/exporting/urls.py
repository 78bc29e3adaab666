from django.conf import settings
from django.urls import URLPattern, path, re_path

from depesche.exporting import views
from depesche.newsroom.models.address import edition_address


def _feeds(language: str) -> list[URLPattern]:
    folder = f"{edition_address(language).removeprefix('/')}feeds/"
    return [
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
