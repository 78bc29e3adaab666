"""The paper in the languages of its readers: words, direction, dates and counts; and the desk."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from wagtail.users.models import UserProfile

from depesche.config import roles
from depesche.front.templatetags.paper import when
from depesche.pictures.models import Label
from depesche.readers.models import Reader
from tests import cast
from tests.front import editions, press

pytestmark = pytest.mark.django_db

LATIN = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")
# Names that are the same in every alphabet: the paper's own, of formats, a provider, an edition
# named in its own language.
NAMES = {"Atom", "RSS", "PDF", "Vimeo", "Deutsch", "English"}
LABELS = {
    "de": "Archivbild, Symbolfoto, KI-generiert, Handout, Montage, Screenshot",
    "en": "Archive picture, Symbolic picture, AI-generated, Handout, Montage, Screenshot",
    "ru": "Архивное фото, Иллюстративное фото, Создано ИИ, Предоставленное фото, Фотомонтаж, "
    "Скриншот",
    "ar": "صورة من الأرشيف, صورة تعبيرية, مُولّدة بالذكاء الاصطناعي, صورة موزَّعة, صورة مركّبة, "
    "لقطة شاشة",
}


class Words(HTMLParser):
    """Everything of a page that a person reads or hears."""

    SPOKEN = frozenset({"alt", "title", "aria-label", "data-back", "data-on", "data-label"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style"}
        self.found += [text for name, text in attrs if name in self.SPOKEN and text]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def foreign(html: str) -> set[str]:
    """The Latin words of a page, without names."""
    words = Words(html)
    spoken = (
        " ".join(words.found).replace(settings.PAPER_NAME, "").replace(settings.PAPER_CLAIM, "")
    )
    return set(LATIN.findall(spoken)) - NAMES


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_no_page_of_the_edition_has_a_word_of_another_alphabet(
    language: str, tmp_path: Path
) -> None:
    """On an article with every kind of block, and on every other kind of page."""
    cast.section("stadt", "de")
    article = editions.article(language)
    gone = editions.retracted(language)
    editions.breaking(language)
    home = f"/{language}/"
    for address, status in {
        article.address: 200,
        f"{article.address}versions/": 200,
        f"{article.address}embed/1/": 200,
        home: 200,
        f"{home}city/" if language == "ar" else f"{home}gorod/": 200,
        f"{home}topic/{article.topics.first().slug}/": 200,
        f"{home}author/author-{language}/": 200,
        f"{home}archive/2026/03/02/": 200,
        f"{home}corrections/": 200,
        f"{home}imprint/": 200,
        f"{home}privacy/": 200,
        f"{home}nowhere/at-all/": 404,
        gone.address: 410,
    }.items():
        html = press.page(address, status)
        (tmp_path / f"{status}-{address.strip('/').replace('/', '-')}.html").write_text(html)
        assert foreign(html) == set(), f"{address} says {foreign(html)}"


def test_a_word_of_another_alphabet_is_found() -> None:
    """In the text and in what is read out; a script's words are nobody's to read."""
    html = '<p>Тема<script>let news</script></p><img alt="Read on"><b>Topics</b> RSS'
    assert foreign(html) == {"Read", "on", "Topics"}


def test_every_kind_of_block_stands_in_the_arabic_article() -> None:
    """So that the page looked at above is the whole template, set from right to left."""
    article = editions.article("ar")
    html = press.page(article.address)
    assert '<html lang="ar" dir="rtl">' in html
    words = editions.WORDS["ar"]
    unseen = {"earlier_lead", "lead", "reason", "breaking"}
    for name in words.keys() - unseen:
        assert words[name] in html, name
    assert f"«{words['quote']}»" in html
    assert "مترجم عن: الألمانيّة" in html


def test_the_pages_of_left_to_right_languages_say_so() -> None:
    """Nothing of one edition's direction stays for the next."""
    for language in ("ar", "ru"):
        editions.article(language)
    cast.released()
    assert '<html lang="ar" dir="rtl">' in press.page("/ar/")
    assert '<html lang="ru" dir="ltr">' in press.page("/ru/")
    assert '<html lang="de" dir="ltr">' in press.page("/")


@pytest.mark.parametrize(("language", "words"), LABELS.items())
def test_labels_of_pictures_are_words_of_the_language(language: str, words: str) -> None:
    """What a reader must know of a picture, as newspapers of that language put it."""
    with translation.override(language):
        assert ", ".join(str(label) for label in Label.labels) == words


@pytest.mark.parametrize(
    ("home", "imprint", "privacy", "corrections"),
    [
        ("/", "Impressum", "Datenschutz", "Korrekturen"),
        ("/en/", "Imprint", "Privacy", "Corrections"),
        ("/ru/", "Выходные данные", "Конфиденциальность", "Исправления"),
        ("/ar/", "بيانات النشر", "الخصوصية", "تصويبات"),
    ],
)
def test_the_footer_names_its_pages(
    home: str, imprint: str, privacy: str, corrections: str
) -> None:
    """In the paper's words and not in Wagtail's, who means the privacy of a page."""
    cast.edition("de")
    if home != "/":
        cast.edition(home.strip("/"))
    footer = press.page(home).split("<footer", 1)[1]
    for words in (imprint, privacy, corrections):
        assert f">{words}</a>" in footer


@pytest.mark.parametrize(
    ("language", "first", "updated", "short"),
    [
        ("de", "2. März 2026, 12:00", "03.03.2026, 17:07", "03.03.2026"),
        ("en", "2 March 2026, 12:00", "3 Mar 2026, 17:07", "3 Mar 2026"),
        ("ru", "2 марта 2026, 12:00", "03.03.2026, 17:07", "03.03.2026"),
        ("ar", "2 مارس، 2026، 12:00 م", "03\u200f/03\u200f/2026، 5:07 م", "03\u200f/03\u200f/2026"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(
    language: str, first: str, updated: str, short: str
) -> None:
    """An English date is never one that half of the readers take for another day."""
    later = cast.NOON.replace(day=3, hour=16, minute=7)
    face = SimpleNamespace(released_at=cast.NOON, updated_at=later)
    with translation.override(language):
        dates = render_to_string("byline/byline.html", {"article": face})
        moment = when(later)
    assert f">{first}</time>" in dates
    assert f">{updated}</time>" in dates
    assert f">{short}" in moment


@pytest.mark.parametrize(
    ("language", "minutes"),
    [
        ("de", {1: "1 Minute Lesezeit", 2: "2 Minuten Lesezeit"}),
        ("en", {1: "1 minute to read", 2: "2 minutes to read"}),
        (
            "ru",
            {1: "1 минута", 2: "2 минуты", 5: "5 минут ", 11: "11 минут ", 21: "21 минута"},
        ),
        (
            "ar",
            {1: "دقيقة واحدة", 2: "دقيقتان", 3: "3 دقائق", 11: "11 دقيقة", 100: "100 دقيقة"},
        ),
    ],
)
def test_counts_follow_the_grammar_of_the_language(language: str, minutes: dict[int, str]) -> None:
    """Russian has three ways to count, Arabic six."""
    with translation.override(language):
        for number, words in minutes.items():
            line = render_to_string(
                "byline/byline.html", {"article": SimpleNamespace(reading_minutes=number)}
            )
            assert f">{words}" in line


def at_the_desk(client: Client, language: str) -> str:
    """The desk's first page as an editor sees it who chose this language, or none."""
    reader = cast.marlene()
    roles.settle()
    reader.groups.set([Group.objects.get(name="editor")])
    UserProfile.objects.filter(user=reader).delete()
    UserProfile.objects.create(user=reader, preferred_language=language)
    client.force_login(Reader.objects.get(pk=reader.pk))
    html: str = client.get("/desk/").content.decode()
    return html


def test_the_desk_speaks_the_language_of_its_editor(client: Client) -> None:
    """German unless the person chose English in the account."""
    assert "Freigabeplan" in at_the_desk(client, "")
    english = at_the_desk(client, "en")
    assert "Release plan" in english
    assert "Freigabeplan" not in english
    assert 'lang="en"' in english


def test_the_desk_is_offered_in_the_languages_it_is_written_in(client: Client) -> None:
    """A choice of Russian would give half a Russian desk."""
    at_the_desk(client, "")
    account = client.get("/desk/account/").content.decode()
    choice = account.split('name="locale-preferred_language"', 1)[1].split("</select>", 1)[0]
    assert set(re.findall(r'<option value="([^"]*)"', choice)) - {""} == {"de", "en"}
